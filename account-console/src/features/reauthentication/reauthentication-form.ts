import { html, nothing, type TemplateResult } from 'lit';
import '@keyhold/elements/password-field/password-field.ts';
import '@keyhold/elements/text-field/text-field.ts';
import type { KeyKind, Operation, Overview } from '../../api/model.ts';
import type { Asks, Problem, ProofField } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';

/** What "Confirm it is you" asks for, besides the password. */
export type Second = 'code' | 'recoveryCode' | null;

/** What is typed; a field that is not asked for is left out. */
export interface Typed {
  password: string;
  code?: string;
  recoveryCode?: string;
}

/** Which field is wrong, and the sentence under it. */
export interface FieldError {
  field: ProofField;
  text: string;
}

/** A lost second factor may be replaced with a recovery code; nothing else may be done with one. */
const rescued: readonly string[] = [
  'totp.enrol',
  'totp.remove',
  'passkeys.enrol',
  'passkeys.remove',
  'recovery-codes.generate',
  'pin.set',
];

const isRescued = (operation: string): boolean => rescued.includes(operation);

/** What satisfies the operation: as the API has just said, else as the page knows. */
export function asksFor(
  operation: Operation | 'password.change',
  refusal: Problem | null,
  overview: Overview | null,
): Asks {
  const said = refusal?.slug === 'step-up-required' ? refusal.asks : null;
  if (said !== null) return said;
  const known = overview?.reauthentication;
  const methods = operation === 'sessions.end' ? known?.methodsToEndSessions : known?.methods;
  return { methods: methods ?? [], rescue: (known?.rescue ?? false) && isRescued(operation) };
}

/** Whether a password is part of any way to prove it: without one, a passkey is all there is. */
export const asksPassword = ({ methods }: Asks): boolean => methods.some(({ kind }) => kind === 'password');

/** Whether the password with nothing beside it, or with a code, is a way. */
export const asksTyped = ({ methods }: Asks): boolean =>
  methods.some(({ kind, and }) => kind === 'password' && and !== 'security-key');

/** The kinds of keys that prove it: a passkey alone, a security key beside the password. */
export const keysAsked = ({ methods }: Asks): KeyKind[] =>
  methods.flatMap(({ kind, and }): KeyKind[] =>
    kind === 'passkey' ? ['passkey'] : and === 'security-key' ? ['security-key'] : [],
  );

export const asksCode = ({ methods }: Asks): boolean => methods.some(({ and }) => and === 'totp');

/** Why a user without the second factor cannot go on here. */
export function noRescueWords(operation: Operation, overview: Overview | null): string {
  const codes = overview?.recoveryCodes.remaining ?? 0;
  return isRescued(operation) || codes === 0 ? t('reauthentication.no-codes') : t('reauthentication.no-rescue');
}

/** The fields. Their names are those of the API. */
export function proofFields(second: Second, error: FieldError | null): TemplateResult {
  const errorOf = (...fields: ProofField[]) => (error !== null && fields.includes(error.field) ? error.text : '');
  return html`
    <keyhold-password-field
      label=${t('reauthentication.password')}
      error=${errorOf('password', 'currentPassword')}
      show-label=${t('reauthentication.show-password')}
      hide-label=${t('reauthentication.hide-password')}
    ></keyhold-password-field>
    ${second === 'code' ? codeField(errorOf('code')) : nothing}
    ${second === 'recoveryCode' ? recoveryCodeField(errorOf('recoveryCode')) : nothing}
  `;
}

/** "Authentication code": digits as an app shows them, with or without a space between. */
export const codeField = (error: string): TemplateResult => html`
  <keyhold-text-field
    name="code"
    label=${t('reauthentication.code')}
    hint=${t('reauthentication.code-hint')}
    error=${error}
    autocomplete="one-time-code"
    inputmode="numeric"
    maxlength="16"
    code
  ></keyhold-text-field>
`;

const recoveryCodeField = (error: string): TemplateResult => html`
  <keyhold-text-field
    name="recoveryCode"
    label=${t('reauthentication.recovery-code')}
    hint=${t('reauthentication.recovery-code-hint')}
    error=${error}
    maxlength="64"
    code
  ></keyhold-text-field>
`;

/** The typed code without its spaces, or what is wrong with it. */
export function readCode(typed: string): { code: string } | { error: string } {
  const code = typed.replaceAll(/\s/g, '');
  if (code === '') return { error: t('reauthentication.code-missing') };
  return /^[0-9]+$/.test(code) ? { code } : { error: t('reauthentication.code-digits') };
}

/** Reads what stands in the fields, or says at which one something is missing. */
export function readProof(form: ParentNode, second: Second): Typed | FieldError {
  const password = form.querySelector('keyhold-password-field')?.value ?? '';
  if (password === '') return { field: 'password', text: t('reauthentication.password-missing') };
  if (second === null) return { password };
  const typed = form.querySelector('keyhold-text-field')?.value ?? '';
  if (second === 'recoveryCode') {
    const recoveryCode = typed.trim();
    return recoveryCode === ''
      ? { field: 'recoveryCode', text: t('reauthentication.recovery-code-missing') }
      : { password, recoveryCode };
  }
  const read = readCode(typed);
  return 'error' in read ? { field: 'code', text: read.error } : { password, code: read.code };
}

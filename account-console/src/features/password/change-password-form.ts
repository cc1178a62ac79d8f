import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import type { Assertion } from '../reauthentication/ask-key.ts';
import { readCode } from '../reauthentication/reauthentication-form.ts';

/** What the form asks to be done; a code only where the user has a second factor. */
export interface PasswordChange {
  currentPassword: string;
  code?: string;
  assertion?: Assertion;
  newPassword: string;
  endOtherSessions: boolean;
}

/** The sentence under each wrong field. */
export type ChangeErrors = Partial<Record<'code' | 'confirmation' | 'currentPassword' | 'newPassword', string>>;

/** Reads the form as it stands, or says at each field what is missing. Nothing is trimmed: a password is what was typed. */
export function readChange(
  form: HTMLFormElement,
  asksCode: boolean,
): { change: PasswordChange } | { errors: ChangeErrors } {
  const text = (name: string): string => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
  const [currentPassword, newPassword] = [text('currentPassword'), text('newPassword')];
  const errors: ChangeErrors = {};
  if (currentPassword === '') errors.currentPassword = t('password.current-missing');
  const code = asksCode ? readCode(text('code')) : null;
  if (code !== null && 'error' in code) errors.code = code.error;
  if (newPassword === '') errors.newPassword = t('password.new-missing');
  else if (newPassword !== text('confirmation')) errors.confirmation = t('password.mismatch');
  if (Object.keys(errors).length > 0) return { errors };
  const endOtherSessions = form.querySelector<HTMLInputElement>('input[name="endOtherSessions"]')?.checked ?? true;
  const proved = code !== null && 'code' in code ? { code: code.code } : {};
  return { change: { currentPassword, ...proved, newPassword, endOtherSessions } };
}

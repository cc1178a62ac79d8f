import type { TotpEnrolment } from '../../api/model.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { readCode } from '../reauthentication/reauthentication-form.ts';

/** Which field is wrong, and the sentence under it. */
export interface EnrolmentError {
  field: 'code' | 'label';
  text: string;
}

type Policy = TotpEnrolment['policy'];

/** The key as people read it out: four at a time. */
export const keyInGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? '';

/** What an app must be told beside the key; `null` where it is what every app takes for granted. */
export function settingsWords({ digits, period, algorithm }: Policy): string | null {
  if (digits === 6 && period === 30 && algorithm === 'SHA1') return null;
  return t('totp.key-settings', { digits, period, algorithm: algorithm.replace(/^SHA/, 'SHA-') });
}

/** Reads what was typed, or says what is wrong with it: the code with or without spaces, a name or none. */
export function readEnrolment(
  form: ParentNode,
  { digits }: Policy,
): { code: string; label: string | null } | EnrolmentError {
  const text = (name: string): string => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
  const typed = text('code');
  // Full-width and other scripts' digits look right, and no app means them.
  if (/[^0-9\s]/.test(typed) && /^[\p{Nd}\s]+$/u.test(typed)) {
    return { field: 'code', text: t('totp.code-plain-digits') };
  }
  const read = readCode(typed);
  if ('error' in read) return { field: 'code', text: read.error };
  if (read.code.length !== digits) return { field: 'code', text: t('totp.code-length', { count: digits }) };
  const label = text('label').trim();
  return { code: read.code, label: label === '' ? null : label };
}

import type { Overview } from '../../api/model.ts';

interface Factors {
  readonly state: string;
  readonly items: readonly unknown[];
}

const isAsked = ({ state, items }: Factors): boolean => state !== 'off' && items.length > 0;

/** Whether an app is the only thing beside the password that sign-in asks this user for. */
export const isOnlyApp = ({ totp, passkeys }: Pick<Overview, 'totp' | 'passkeys'>): boolean =>
  totp.items.length === 1 && !isAsked(passkeys.securityKeys);

/** Whether sign-in asks this user for something beside the password: an app's code, or a security key. */
export const hasSecondFactor = ({ totp, passkeys }: Pick<Overview, 'totp' | 'passkeys'>): boolean =>
  isAsked(totp) || isAsked(passkeys.securityKeys);

import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import type { Steps } from '../factors/show-codes.ts';

const order = ['scan', 'code', 'codes'] as const;
export type Step = (typeof order)[number];

/** The way to an authenticator app; the last step is only for those who have no recovery codes yet. */
export const stepsOf = (step: Step, withCodes = true): Steps => ({
  label: t('totp.steps'),
  names: [t('totp.step-scan'), t('totp.step-code'), ...(withCodes ? [t('totp.step-codes')] : [])],
  current: order.indexOf(step),
});

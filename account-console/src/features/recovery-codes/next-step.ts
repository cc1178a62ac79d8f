import type { ProposeStep } from '../../app/check-up/next-step.ts';
import { t } from '../../locales/t.ts';
import { hasSecondFactor } from '../factors/second-factor.ts';

/** So few codes are too few to rely on. */
export const lowStock = 3;

/** Codes matter to those who have a second factor to lose: none yet, not saved yet, or nearly used up. */
export const proposeCodes: ProposeStep = ({ recoveryCodes, totp, passkeys }) => {
  const { state, confirmed, remaining } = recoveryCodes;
  if (state === 'off' || state === 'stock' || !hasSecondFactor({ totp, passkeys })) return null;
  const step = { room: 'recovery-codes', icon: 'codes' } as const;
  if (state === 'none' || !confirmed) {
    return {
      ...step,
      title: t('recovery-codes.save-step'),
      reason: t('recovery-codes.save-step-reason'),
      start: t('recovery-codes.save-step-start'),
      rank: 2,
    };
  }
  if (remaining > lowStock) return null;
  return {
    ...step,
    title: t('recovery-codes.low-step'),
    reason: t('recovery-codes.low-step-reason', { count: remaining }),
    start: t('recovery-codes.low-step-start'),
    rank: 3,
  };
};

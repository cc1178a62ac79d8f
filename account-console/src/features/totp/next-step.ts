import type { ProposeStep } from '../../app/check-up/next-step.ts';
import { t } from '../../locales/t.ts';
import { hasSecondFactor } from '../factors/second-factor.ts';

/** A user whose sign-in asks for the password alone is best helped by a second factor. */
export const proposeSecondFactor: ProposeStep = ({ password, totp, passkeys }) => {
  if (password.state === 'missing' || totp.state !== 'available' || hasSecondFactor({ totp, passkeys })) return null;
  return {
    room: 'totp',
    icon: 'phone',
    title: t('totp.step'),
    reason: t('totp.step-reason'),
    start: t('totp.step-start'),
    rank: 1,
  };
};

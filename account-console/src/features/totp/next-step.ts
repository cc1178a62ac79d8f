import type { ProposeStep } from '../../app/check-up/next-step.ts';
import { t } from '../../locales/t.ts';

/** A user whose sign-in asks for the password alone is best helped by a second factor. */
export const proposeSecondFactor: ProposeStep = ({ password, totp }) => {
  if (password.state === 'missing' || totp.state !== 'available' || totp.items.length > 0) return null;
  return {
    room: 'totp',
    icon: 'phone',
    title: t('totp.step'),
    reason: t('totp.step-reason'),
    start: t('totp.step-start'),
    rank: 1,
  };
};

import type { ProposeStep } from '../../app/check-up/next-step.ts';
import { knowsKeys } from '../../app/knows-keys.ts';
import { t } from '../../locales/t.ts';

/** Who signs in with a password is helped by a passkey: it is quicker, and no false page can ask for it. */
export const proposePasskey: ProposeStep = ({ passkeys: { passkeys } }) => {
  if (passkeys.state !== 'available' || !passkeys.here || !knowsKeys() || passkeys.items.length > 0) return null;
  return {
    room: 'passkeys',
    icon: 'key',
    title: t('passkeys.step'),
    reason: t('passkeys.step-reason'),
    start: t('passkeys.add-passkey'),
    rank: 4,
  };
};

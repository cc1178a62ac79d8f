import type { IconName } from '@keyhold/elements/icons/icons.ts';
import type { Session } from '../api/model.ts';
import { t } from '../locales/t.ts';

type Device = Session['device'];

/** "Chrome on Linux", as far as it is known. Unknown is said, never guessed. */
export function deviceWords({ browser, os }: Device): string {
  if (browser !== null && os !== null) return t('device.on', { browser, os });
  if (browser !== null) return browser;
  return os === null ? t('device.unknown') : t('device.unknown-browser-on', { os });
}

const iconOfType = {
  desktop: 'laptop',
  mobile: 'phone',
  other: 'terminal',
  unknown: 'unknown',
} as const satisfies Record<Device['type'], IconName>;

export const deviceIcon = (device: Device): IconName => iconOfType[device.type];

import { t } from '../../locales/t.ts';

/** What stands where a key would be asked for or added, in a browser that knows none. */
export const noKeysWords = (): string => t('factors.key-not-supported');

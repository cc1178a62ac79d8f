import { t } from '../locales/t.ts';

const privateV4 = [
  /^10\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
];
const privateV6 = [/^f[cd][0-9a-f]{2}:/i, /^fe[89ab][0-9a-f]:/i];

/**
 * What kind of place an address stands for: a private network (RFC 1918, 3927, 6598, 4193, 4291), this computer, or `null` for
 * a public one, which speaks for itself.
 */
export function placeWords(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain === '::1' || plain.startsWith('127.')) return t('address.loopback');
  const isPrivate = [...privateV4, ...privateV6].some((range) => range.test(plain));
  return isPrivate ? t('address.private') : null;
}

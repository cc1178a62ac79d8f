import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';

/** From here on minutes are exact enough. */
const minutesFrom = 90;

/** What to say of a code that was refused: wrong, or right by a clock that is off by so many seconds (ahead, or behind). */
export function refusedWords(clockOffBySeconds: number | null): string {
  if (clockOffBySeconds === null || clockOffBySeconds === 0) return t('totp.code-wrong');
  const seconds = Math.abs(clockOffBySeconds);
  const time =
    seconds < minutesFrom
      ? t('totp.seconds', { count: seconds })
      : t('totp.minutes', { count: Math.round(seconds / 60) });
  return clockOffBySeconds > 0 ? t('totp.clock-ahead', { time }) : t('totp.clock-behind', { time });
}

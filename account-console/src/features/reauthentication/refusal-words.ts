import { momentWords } from '@keyhold/elements/relative-time/time-words.ts';
import type { Problem } from '../../api/problem.ts';
import { locale, t } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';

/** Shorter than this is another check of the same user still running, not a pause. */
const moment = 5_000;

/** The sentence under the password: what was wrong, and what is left to do. */
export function refusalWords(problem: Problem): string {
  if (problem.slug === 'too-many-attempts') return pauseWords(problem.retryAt);
  if (problem.slug !== 'proof-refused') return problemLine(problem);
  if (problem.triesLeft > 0) return t('reauthentication.refused', { count: problem.triesLeft });
  return problem.retryAt === null
    ? t('reauthentication.refused-last')
    : t('reauthentication.refused-until', { time: timeWords(problem.retryAt) });
}

function pauseWords(retryAt: Date | null): string {
  if (retryAt === null) return t('reauthentication.locked');
  if (retryAt.getTime() - Date.now() < moment) return t('reauthentication.busy');
  return t('reauthentication.paused', { time: timeWords(retryAt) });
}

const timeWords = (moment: Date): string => momentWords(moment, new Date(), locale());

/** Why this user can prove nothing here; `null` when they can. */
export function unavailableWords(refusal: { slug: Problem['slug'] } | null): string | null {
  if (refusal?.slug === 'no-provable-factor') return t('reauthentication.no-provable-factor');
  return refusal?.slug === 'impersonated' ? t('reauthentication.impersonated') : null;
}

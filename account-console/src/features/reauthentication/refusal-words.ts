import { momentWords } from '@keyhold/elements/relative-time/time-words.ts';
import type { Problem, ProofField } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { locale, t, type TextKey } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';

/** Shorter than this is another check of the same user still running, not a pause. */
const moment = 5_000;

/** The sentence under the field that was refused: what was wrong, and what is left to do. */
export function refusalWords(problem: Problem): string {
  if (problem.slug === 'too-many-attempts') return pauseWords(problem.retryAt);
  if (problem.slug !== 'proof-refused') return problemLine(problem);
  // A refused key is no guess: nothing counts it.
  if (problem.field === 'assertion') return t('reauthentication.wrong-key');
  const { triesLeft, retryAt } = problem;
  return `${t(wrong[problem.field])} ${triesLeft > 0 ? t('reauthentication.tries-left', { count: triesLeft }) : noneLeft(retryAt)}`;
}

const wrong: Readonly<Record<Exclude<ProofField, 'assertion'>, TextKey>> = {
  password: 'reauthentication.wrong-password',
  currentPassword: 'reauthentication.wrong-password',
  currentPin: 'reauthentication.wrong-pin',
  code: 'reauthentication.wrong-code',
  recoveryCode: 'reauthentication.wrong-recovery-code',
};

const noneLeft = (retryAt: Date | null): string =>
  retryAt === null
    ? t('reauthentication.no-tries')
    : t('reauthentication.no-tries-until', { time: timeWords(retryAt) });

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

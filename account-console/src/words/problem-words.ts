import type { Problem } from '../api/problem.ts';
import { t, type TextKey } from '../locales/t.ts';

const sentences: Partial<Record<Problem['slug'], TextKey>> = {
  offline: 'problem.offline',
  unreachable: 'problem.unreachable',
  'keycloak-unavailable': 'problem.keycloak-unavailable',
  'store-unavailable': 'problem.store-unavailable',
  'too-many-requests': 'problem.too-many-requests',
  'not-signed-in': 'problem.not-signed-in',
  'step-up-required': 'reauthentication.repeated',
  'password-not-here': 'password.not-here',
};

/** One sentence that says what happened; a problem this page has no words for gets a general one. */
export const problemSentence = ({ slug }: Problem): string => t(sentences[slug] ?? 'problem.unknown');

/** "Request 01J…", for those who help; empty where no request arrived. */
export const problemReference = ({ requestId }: Problem): string =>
  requestId === null ? '' : t('common.request', { id: requestId });

/** The sentence and, where the page has no better words, the request id: for a note of one line. */
export function problemLine(problem: Problem): string {
  const known = sentences[problem.slug] !== undefined;
  return [problemSentence(problem), known ? '' : problemReference(problem)].filter((part) => part !== '').join(' ');
}

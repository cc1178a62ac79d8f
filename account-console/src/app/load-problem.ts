import { html, nothing } from 'lit';
import '@keyhold/elements/problem-note/problem-note.ts';
import { momentWords } from '@keyhold/elements/relative-time/time-words.ts';
import type { Problem } from '../api/problem.ts';
import { locale, t } from '../locales/t.ts';
import { problemReference, problemSentence } from '../words/problem-words.ts';
import type { AccountState } from './account-state.ts';

/** What a card shows when its data could not be read: what happened, what still works, and "Try again". */
export function loadProblem(account: AccountState, problem: Problem, heading: string) {
  const rest =
    account.overview === null
      ? t('problem.still-works')
      : t('problem.stale-since', { time: momentWords(account.readAt, new Date(), locale()) });
  return html`
    <keyhold-problem-note
      heading=${heading}
      detail="${problemSentence(problem)} ${rest}"
      reference=${problemReference(problem)}
      icon=${problem.slug === 'offline' ? 'offline' : 'problem'}
    >
      <button
        class="button"
        type="button"
        aria-disabled=${account.reading ? 'true' : nothing}
        @click=${() => !account.reading && void account.reload()}
      >
        ${account.reading ? t('common.trying') : t('common.try-again')}
      </button>
    </keyhold-problem-note>
  `;
}

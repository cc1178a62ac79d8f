import { css, html, nothing, type TemplateResult } from 'lit';
import { icons } from '@keyhold/elements/icons/icons.ts';
import '../dialog-texts/en.ts';
import { t } from '../locales/t.ts';

/** One rule as it is shown: what it says, and whether what is typed meets it. */
export interface RuleShown {
  readonly id: string;
  readonly words: string;
  readonly state: 'met' | 'open' | 'broken';
  /** Only the server can check it. */
  readonly later: boolean;
}

/** Rules of any kind under a heading. */
export function listOfRules(heading: string, rules: readonly RuleShown[]): TemplateResult {
  return html`
    <div class="rules">
      <p id="rules">${heading}</p>
      <ul aria-labelledby="rules">
        ${rules.map(item)}
      </ul>
    </div>
  `;
}

function item({ id, words, state, later }: RuleShown) {
  return html`
    <li class=${state} data-rule=${id}>
      <span class="sign">${state === 'met' ? icons.done : state === 'broken' ? icons.close : nothing}</span>
      <span>
        ${words}${
          later
            ? html` <span class="later">${t('password.rule-later')}</span>`
            : html`<span class="heard">, ${t(stateWords[state])}</span>`
        }
      </span>
    </li>
  `;
}

const stateWords = {
  met: 'password.rule-met',
  open: 'password.rule-open',
  broken: 'password.rule-broken',
} as const;

export const ruleListStyles = css`
  .rules {
    display: grid;
    gap: var(--keyhold-space-1);
    padding: var(--keyhold-space-3);
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-paper);
  }
  .rules ul {
    display: grid;
    gap: 2px;
    list-style: none;
    font-size: var(--keyhold-text-2);
  }
  .rules li {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: var(--keyhold-space-2);
    align-items: start;
  }
  .sign {
    display: grid;
    place-items: center;
    block-size: 1.5em;
  }
  .sign:empty::before {
    content: '';
    inline-size: 6px;
    block-size: 6px;
    border: 1.5px solid var(--keyhold-ink-3);
    border-radius: 50%;
  }
  .sign svg {
    inline-size: 18px;
    block-size: 18px;
  }
  .met .sign {
    color: var(--keyhold-ok);
  }
  .broken {
    color: var(--keyhold-bad);
  }
  .later {
    color: var(--keyhold-ink-2);
  }
  .later::before {
    content: '· ';
  }
`;

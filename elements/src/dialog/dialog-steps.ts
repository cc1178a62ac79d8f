import { css, html, nothing, type TemplateResult } from 'lit';

/**
 * Where the user stands in a task of several steps: every step by name, the current one marked.
 * @param label names the list for screen readers
 */
export const dialogSteps = (label: string, steps: readonly string[], current: number): TemplateResult => html`
  <ol class="steps" aria-label=${label}>
    ${steps.map(
      (step, at) => html`
        <li class=${at < current ? 'past' : nothing} aria-current=${at === current ? 'step' : nothing}>
          <span class="number" aria-hidden="true">${at + 1}</span>${step}
        </li>
      `,
    )}
  </ol>
`;

export const dialogStepsStyles = css`
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: var(--keyhold-space-1) var(--keyhold-space-4);
    margin: 0 0 var(--keyhold-space-4);
    padding: 0;
    list-style: none;
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-1);
  }
  .steps li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .steps [aria-current] {
    color: var(--keyhold-ink);
    font-weight: var(--keyhold-weight-strong);
  }
  .number {
    display: grid;
    place-items: center;
    inline-size: 22px;
    block-size: 22px;
    border: 1px solid var(--keyhold-line-2);
    border-radius: 50%;
    font-variant-numeric: tabular-nums;
  }
  .past .number {
    border-color: var(--keyhold-accent-wash);
    background: var(--keyhold-accent-wash);
    color: var(--keyhold-accent);
  }
  [aria-current] .number {
    border-color: var(--keyhold-accent);
    background: var(--keyhold-accent);
    color: var(--keyhold-accent-ink);
  }
  @media (forced-colors: active) {
    [aria-current] .number {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

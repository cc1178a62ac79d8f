import { css } from 'lit';

/** The look of `<keyhold-text-field>`, for the tree that contains it. */
export const textFieldStyles = css`
  keyhold-text-field {
    display: grid;
    gap: 6px;
    font-size: var(--keyhold-text-2);
  }
  keyhold-text-field label {
    font-weight: var(--keyhold-weight-strong);
  }
  keyhold-text-field input {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 9px var(--keyhold-space-3);
    border: 1px solid var(--keyhold-line-2);
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-card);
    color: inherit;
    font: inherit;
    font-size: var(--keyhold-text-3);
  }
  keyhold-text-field input.code {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.08em;
  }
  keyhold-text-field input:focus-visible {
    border-radius: var(--keyhold-radius-2);
    outline-offset: 1px;
  }
  keyhold-text-field input[aria-invalid='true'] {
    border-color: var(--keyhold-bad);
  }
  keyhold-text-field .hint {
    color: var(--keyhold-ink-2);
  }
  keyhold-text-field .error {
    color: var(--keyhold-bad);
  }
  keyhold-text-field .hint:empty,
  keyhold-text-field .error:empty {
    display: none;
  }
`;

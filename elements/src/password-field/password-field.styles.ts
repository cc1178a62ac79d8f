import { css } from 'lit';

/** The look of `<keyhold-password-field>`, for the tree that contains it. */
export const passwordFieldStyles = css`
  keyhold-password-field {
    display: grid;
    gap: 6px;
    font-size: var(--keyhold-text-2);
  }
  keyhold-password-field label {
    font-weight: var(--keyhold-weight-strong);
  }
  keyhold-password-field .box {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 44px;
  }
  keyhold-password-field input {
    grid-area: 1 / 1 / 2 / 3;
    inline-size: 100%;
    min-block-size: 44px;
    padding-block: 9px;
    padding-inline: var(--keyhold-space-3) 48px;
    border: 1px solid var(--keyhold-line-2);
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-card);
    color: inherit;
    font: inherit;
    font-size: var(--keyhold-text-3);
  }
  keyhold-password-field input:focus-visible {
    border-radius: var(--keyhold-radius-2);
    outline-offset: 1px;
  }
  keyhold-password-field input[aria-invalid='true'] {
    border-color: var(--keyhold-bad);
  }
  keyhold-password-field .reveal {
    grid-area: 1 / 2;
    display: grid;
    place-items: center;
    margin: 4px;
    padding: 0;
    border: 0;
    border-radius: var(--keyhold-radius-1);
    background: transparent;
    color: var(--keyhold-ink-2);
    cursor: pointer;
  }
  keyhold-password-field .reveal:hover {
    color: var(--keyhold-ink);
    background: var(--keyhold-paper);
  }
  keyhold-password-field .error {
    color: var(--keyhold-bad);
  }
  keyhold-password-field .error:empty {
    display: none;
  }
`;

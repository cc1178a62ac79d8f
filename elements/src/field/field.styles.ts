import { css } from 'lit';

/** What all fields look like, for the tree that contains them; the styles of each field bring it along. */
export const fieldStyles = css`
  :is(keyhold-password-field, keyhold-text-field) {
    display: grid;
    gap: 6px;
    font-size: var(--keyhold-text-2);
  }
  :is(keyhold-password-field, keyhold-text-field) label {
    font-weight: var(--keyhold-weight-strong);
  }
  :is(keyhold-password-field, keyhold-text-field) input {
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
  :is(keyhold-password-field, keyhold-text-field) input:focus-visible {
    border-radius: var(--keyhold-radius-2);
    outline-offset: 1px;
  }
  :is(keyhold-password-field, keyhold-text-field) input[aria-invalid='true'] {
    border-color: var(--keyhold-bad);
  }
  :is(keyhold-password-field, keyhold-text-field) .error {
    color: var(--keyhold-bad);
  }
  :is(keyhold-password-field, keyhold-text-field) .error:empty {
    display: none;
  }
`;

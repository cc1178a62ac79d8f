import { css } from 'lit';
import { fieldStyles } from '../field/field.styles.ts';

/** The look of `<keyhold-password-field>`, for the tree that contains it. */
export const passwordFieldStyles = [
  fieldStyles,
  css`
    keyhold-password-field .box {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 44px;
    }
    keyhold-password-field input {
      grid-area: 1 / 1 / 2 / 3;
      padding-inline-end: 48px;
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
    keyhold-password-field .hint {
      color: var(--keyhold-ink-2);
    }
  `,
];

import { css } from 'lit';
import { fieldStyles } from '../field/field.styles.ts';

/** The look of `<keyhold-text-field>`, for the tree that contains it. */
export const textFieldStyles = [
  fieldStyles,
  css`
    keyhold-text-field input.code {
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.08em;
    }
    keyhold-text-field .hint {
      color: var(--keyhold-ink-2);
    }
    keyhold-text-field .hint:empty {
      display: none;
    }
  `,
];

import { css } from 'lit';

/**
 * How a native `<button class="button">` looks. Add `primary` for the one filled button of a dialog, `quiet` for the action
 * at the end of a row, `danger` for words that end or remove something (red words, never red blocks).
 */
export const buttonStyles = css`
  .button {
    font: inherit;
    font-size: var(--keyhold-text-2);
    font-weight: var(--keyhold-weight-strong);
    line-height: 1.25;
    color: inherit;
    min-block-size: var(--keyhold-control-size);
    padding: var(--keyhold-space-2) 14px;
    border: 1px solid color-mix(in srgb, var(--keyhold-line-2) 55%, var(--keyhold-line));
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-card);
    cursor: pointer;
    transition:
      background-color var(--keyhold-motion),
      border-color var(--keyhold-motion);
  }
  .button:focus-visible {
    border-radius: var(--keyhold-radius-2);
  }
  .button:hover {
    border-color: var(--keyhold-line-2);
    background: var(--keyhold-paper);
  }
  .button.danger {
    color: var(--keyhold-bad);
  }
  .button.danger:hover {
    background: var(--keyhold-bad-wash);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    padding-inline: var(--keyhold-space-3);
  }
  .button.quiet:not(.danger) {
    color: var(--keyhold-accent);
  }
  .button.quiet:not(.danger):hover {
    background: var(--keyhold-accent-wash);
  }
  .button.quiet.danger:hover {
    background: var(--keyhold-bad-wash);
  }
  .button.primary {
    color: var(--keyhold-accent-ink);
    border-color: var(--keyhold-accent);
    background: var(--keyhold-accent);
  }
  .button.primary:hover {
    background: color-mix(in srgb, var(--keyhold-accent) 88%, var(--keyhold-ink));
  }
  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.6;
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonBorder;
    }
    .button.primary {
      /* Else the system paints its own ground behind the words, and they vanish in it. */
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .button[aria-disabled='true'] {
      border-color: GrayText;
      background: ButtonFace;
      color: GrayText;
      opacity: 1;
    }
  }
`;

import { css } from 'lit';

export const dialogStyles = css`
  :host {
    display: block;
  }
  dialog {
    inline-size: min(440px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    padding: var(--keyhold-space-5);
    border: 1px solid transparent;
    border-radius: var(--keyhold-radius-3);
    background: var(--keyhold-raised);
    color: inherit;
    box-shadow: var(--keyhold-shadow-raised);
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: var(--keyhold-veil);
  }
  .head {
    display: grid;
    gap: var(--keyhold-space-1);
    margin-block-end: var(--keyhold-space-5);
  }
  h2 {
    font-size: var(--keyhold-text-4);
    font-weight: var(--keyhold-weight-strong);
    line-height: 1.35;
  }
  h2:focus {
    outline: none;
  }
  p {
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-2);
    text-wrap: pretty;
  }
  @media (forced-colors: active) {
    dialog {
      border-color: CanvasText;
    }
  }
`;

/** The bar at the end of a dialog: the safe button beside the main one; on a phone they fill the width. */
export const dialogBarStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--keyhold-space-2);
    margin-block-start: var(--keyhold-space-5);
  }
  @media (max-width: 480px) {
    .bar > .button {
      flex: 1 1 auto;
      text-align: center;
    }
  }
`;

/** A form in a dialog: its fields one under the other, a ticked choice with its sentence, and what unfolds on demand. */
export const dialogFormStyles = css`
  form {
    display: grid;
    gap: var(--keyhold-space-4);
  }
  form > .bar {
    margin-block-start: var(--keyhold-space-1);
  }
  form > .button.quiet {
    justify-self: start;
    margin-inline-start: calc(-1 * var(--keyhold-space-3));
    margin-block: calc(-1 * var(--keyhold-space-2));
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--keyhold-space-2);
    align-items: start;
    font-size: var(--keyhold-text-2);
  }
  .choice input {
    inline-size: 24px;
    block-size: 24px;
    margin: 0;
    accent-color: var(--keyhold-accent);
  }
  .choice span {
    grid-column: 2;
    color: var(--keyhold-ink-2);
  }
  details {
    font-size: var(--keyhold-text-2);
  }
  summary {
    color: var(--keyhold-accent);
    font-weight: var(--keyhold-weight-strong);
    cursor: pointer;
  }
`;

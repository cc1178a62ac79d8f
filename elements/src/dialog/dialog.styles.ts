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

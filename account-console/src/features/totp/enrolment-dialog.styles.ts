import { css } from 'lit';

export const enrolmentDialogStyles = css`
  dialog {
    inline-size: min(520px, calc(100vw - 32px));
  }
  .scan {
    display: grid;
    grid-template-columns: 208px minmax(0, 1fr);
    gap: var(--keyhold-space-4);
    align-items: center;
    margin-block-end: var(--keyhold-space-5);
  }
  .qr {
    display: block;
    inline-size: 208px;
    block-size: 208px;
    border: 1px solid var(--keyhold-line);
    border-radius: var(--keyhold-radius-2);
    forced-color-adjust: none;
  }
  .by-hand {
    display: grid;
    gap: var(--keyhold-space-2);
    justify-items: start;
  }
  .key {
    font:
      0.9375rem/1.6 ui-monospace,
      'Cascadia Mono',
      'DejaVu Sans Mono',
      Menlo,
      Consolas,
      monospace;
    word-spacing: 0.1em;
    overflow-wrap: normal;
  }
  .hint {
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-2);
  }
  .open {
    display: none;
    text-decoration: none;
  }
  /* A phone does not scan its own screen. */
  @media (pointer: coarse) {
    .open {
      display: inline-grid;
      place-items: center;
      color: var(--keyhold-accent);
    }
  }
  @media (max-width: 480px) {
    .scan {
      grid-template-columns: minmax(0, 1fr);
      justify-items: center;
    }
    .by-hand {
      inline-size: 100%;
    }
  }
  @media (pointer: coarse) and (max-width: 480px) {
    .by-hand {
      order: -1;
    }
  }
`;

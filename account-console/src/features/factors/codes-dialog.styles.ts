import { css } from 'lit';

export const codesDialogStyles = css`
  dialog {
    inline-size: min(520px, calc(100vw - 32px));
  }
  .codes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(21ch, 1fr));
    gap: var(--keyhold-space-1) var(--keyhold-space-4);
    margin: 0;
    padding: var(--keyhold-space-3) var(--keyhold-space-4);
    border: 1px solid var(--keyhold-line);
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-paper);
    list-style: none;
  }
  .codes code {
    font:
      0.9375rem/1.75 ui-monospace,
      'Cascadia Mono',
      'DejaVu Sans Mono',
      Menlo,
      Consolas,
      monospace;
    white-space: nowrap;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--keyhold-space-2);
    margin-block: var(--keyhold-space-3) var(--keyhold-space-5);
  }
  .tools keyhold-copy-button {
    display: contents;
  }
  .tools .hint {
    order: 1;
    flex-basis: 100%;
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-2);
  }
  .error {
    color: var(--keyhold-bad);
  }
  .error:empty {
    display: none;
  }
  .leaving {
    padding: var(--keyhold-space-3) var(--keyhold-space-4);
    border: 1px solid transparent;
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-warn-wash);
    font-size: var(--keyhold-text-2);
  }
  .leaving .bar {
    margin-block-start: var(--keyhold-space-3);
  }
  @media (forced-colors: active) {
    .leaving {
      border-color: CanvasText;
    }
  }
`;

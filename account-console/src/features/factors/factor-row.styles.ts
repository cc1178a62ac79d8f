import { css } from 'lit';

/** Rows of factors: their kinds as headings, their actions at the end of the row. */
export const factorRowStyles = css`
  .kind {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--keyhold-space-1) var(--keyhold-space-3);
    padding-block: var(--keyhold-space-1);
    padding-inline: var(--keyhold-space-5) var(--keyhold-space-3);
    border-block-start: 1px solid var(--keyhold-line);
    min-block-size: 48px;
  }
  h3 {
    display: flex;
    align-items: center;
    gap: var(--keyhold-space-2);
    margin: 0;
    font-size: var(--keyhold-text-2);
    font-weight: var(--keyhold-weight-strong);
  }
  .name h3 {
    font-size: inherit;
  }
  .said {
    padding: 0 var(--keyhold-space-5) var(--keyhold-space-4);
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-2);
    text-wrap: pretty;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
  }
  @media (max-width: 859px) {
    .kind,
    .said {
      padding-inline: var(--keyhold-space-4);
    }
    .kind > .button {
      margin-inline-start: calc(-1 * var(--keyhold-space-3));
    }
  }
  @media (max-width: 640px) {
    .rows > li:has(.actions) {
      grid-template-columns: 40px minmax(0, 1fr);
      row-gap: 0;
    }
    .rows > li:has(.actions) .icon {
      align-self: start;
    }
    .actions {
      grid-column: 2;
      justify-content: flex-start;
      margin-inline-start: calc(-1 * var(--keyhold-space-3));
      margin-block: var(--keyhold-space-1) calc(-1 * var(--keyhold-space-2));
    }
  }
`;

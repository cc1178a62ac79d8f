import { css } from 'lit';

/**
 * How `<ul class="rows">` looks in a card: one `<li>` a thing, with `.icon`, `.what` (its `.name` and lines of `.facts`)
 * and one quiet action at the end. Heights are fixed by the type scale, so a skeleton can stand in without a jump.
 */
export const rowStyles = css`
  .rows {
    list-style: none;
  }
  .rows > li {
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr) auto;
    gap: var(--keyhold-space-3);
    align-items: center;
    padding-block: var(--keyhold-space-3);
    padding-inline: var(--keyhold-space-5) var(--keyhold-space-3);
    border-block-start: 1px solid var(--keyhold-line);
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-paper);
    color: var(--keyhold-ink-2);
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--keyhold-space-1) var(--keyhold-space-2);
    font-weight: var(--keyhold-weight-strong);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-2);
    font-variant-numeric: tabular-nums;
    position: relative;
    /* Each fact leads with its dot; those at the start of a line, wherever it breaks, fall into the part that is cut away. */
    margin-inline-start: -17px;
    clip-path: inset(-99px -99vw -99px 12px);
  }
  .facts:dir(rtl) {
    clip-path: inset(-99px 12px -99px -99vw);
  }
  .facts > * {
    padding-inline-start: 17px;
  }
  .facts > *::before {
    content: '·';
    float: inline-start;
    inline-size: 17px;
    margin-inline-start: -17px;
    text-align: center;
    font-weight: var(--keyhold-weight-strong);
    color: var(--keyhold-ink-3);
  }
  @media (max-width: 859px) {
    .rows > li {
      padding-inline: var(--keyhold-space-4) var(--keyhold-space-1);
    }
  }
  @media (max-width: 480px) {
    .rows > li {
      grid-template-columns: 40px minmax(0, 1fr);
      row-gap: 0;
      padding-inline-end: var(--keyhold-space-4);
    }
    .rows .icon {
      align-self: start;
    }
    .rows > li > .button {
      grid-column: 2;
      justify-self: start;
      margin-inline-start: calc(-1 * var(--keyhold-space-3));
      margin-block: var(--keyhold-space-1) calc(-1 * var(--keyhold-space-2));
    }
  }
`;

import { css } from 'lit';

export const cardStyles = css`
  section {
    background: var(--keyhold-card);
    border: 1px solid var(--keyhold-line);
    border-radius: var(--keyhold-radius-3);
    box-shadow: var(--keyhold-shadow);
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--keyhold-space-1) var(--keyhold-space-4);
    padding: var(--keyhold-space-5) var(--keyhold-space-5) var(--keyhold-space-4);
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--keyhold-space-1) var(--keyhold-space-3);
  }
  h2 {
    font-size: var(--keyhold-text-4);
    font-weight: var(--keyhold-weight-strong);
    line-height: 1.35;
    letter-spacing: -0.005em;
  }
  p {
    grid-column: 1;
    max-inline-size: 80ch;
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-2);
    text-wrap: pretty;
  }
  ::slotted([slot='action']) {
    grid-row: 1 / span 2;
    grid-column: 2;
    align-self: center;
  }
  .foot {
    border-block-start: 1px solid var(--keyhold-line);
    padding: var(--keyhold-space-3) var(--keyhold-space-5);
    font-size: var(--keyhold-text-2);
    color: var(--keyhold-ink-2);
  }
  .foot[hidden] {
    display: none;
  }
  @media (max-width: 859px) {
    .head {
      grid-template-columns: minmax(0, 1fr);
      padding: var(--keyhold-space-4);
    }
    ::slotted([slot='action']) {
      grid-row: auto;
      grid-column: 1;
      justify-self: start;
      margin-block-start: var(--keyhold-space-2);
    }
    .foot {
      padding-inline: var(--keyhold-space-4);
    }
  }
`;

import { css } from 'lit';

export const sessionsCardStyles = css`
  .more {
    padding: var(--keyhold-space-2) var(--keyhold-space-3);
    border-block-start: 1px solid var(--keyhold-line);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--keyhold-space-2) var(--keyhold-space-3);
    min-block-size: var(--keyhold-control-size);
    font-variant-numeric: tabular-nums;
  }
  .foot progress {
    flex: 1 1 120px;
    max-inline-size: 240px;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--keyhold-line);
    accent-color: var(--keyhold-accent);
    overflow: hidden;
  }
  .foot progress::-webkit-progress-bar {
    background: var(--keyhold-line);
  }
  .foot progress::-webkit-progress-value {
    background: var(--keyhold-accent);
    transition: inline-size var(--keyhold-motion);
  }
  .foot progress::-moz-progress-bar {
    background: var(--keyhold-accent);
  }
`;

import { css } from 'lit';

export const topBarStyles = css`
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--keyhold-space-3);
    block-size: 56px;
    padding-inline: var(--keyhold-space-5);
    border-block-end: 1px solid var(--keyhold-line);
    background: var(--keyhold-card);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--keyhold-space-2);
    font-weight: var(--keyhold-weight-strong);
  }
  .brand svg {
    flex: none;
    color: var(--keyhold-accent);
  }
  .who {
    display: flex;
    align-items: center;
    gap: var(--keyhold-space-2);
    min-inline-size: 0;
    margin-inline-end: calc(-1 * var(--keyhold-space-1));
    padding: var(--keyhold-space-1);
    border: 0;
    border-radius: 99px;
    background: transparent;
    color: var(--keyhold-ink-2);
    font: inherit;
    font-size: var(--keyhold-text-2);
    cursor: pointer;
  }
  .who:hover {
    color: var(--keyhold-ink);
  }
  .who:focus-visible {
    border-radius: 99px;
    outline-offset: 0;
  }
  .who-name {
    padding-inline-start: var(--keyhold-space-2);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .initials {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
    background: var(--keyhold-accent-wash);
    color: var(--keyhold-accent);
    font-size: var(--keyhold-text-1);
    font-weight: var(--keyhold-weight-strong);
  }
  .menu {
    position: absolute;
    inset: 60px auto auto auto;
    inset-inline-end: var(--keyhold-space-4);
    inline-size: min(280px, calc(100vw - 32px));
    margin: 0;
    padding: var(--keyhold-space-2);
    border: 1px solid var(--keyhold-line);
    border-radius: var(--keyhold-radius-2);
    background: var(--keyhold-raised);
    color: var(--keyhold-ink);
    font-size: var(--keyhold-text-2);
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
  }
  .menu p {
    padding: var(--keyhold-space-2) var(--keyhold-space-3) var(--keyhold-space-3);
    margin-block-end: var(--keyhold-space-2);
    border-block-end: 1px solid var(--keyhold-line);
    color: var(--keyhold-ink-2);
  }
  .menu strong {
    color: var(--keyhold-ink);
    font-weight: var(--keyhold-weight-strong);
  }
  .menu a,
  .menu button {
    display: block;
    inline-size: 100%;
    padding: var(--keyhold-space-2) var(--keyhold-space-3);
    border: 0;
    border-radius: var(--keyhold-radius-1);
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .menu :is(a, button):hover {
    background: var(--keyhold-paper);
  }
  @media (max-width: 859px) {
    header {
      padding-inline: var(--keyhold-space-4);
    }
    .who-name {
      /* Still the button's name. */
      position: absolute;
      inline-size: 1px;
      clip-path: inset(50%);
    }
  }
`;

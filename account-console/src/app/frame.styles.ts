import { css } from 'lit';

export const frameStyles = css`
  :host(:not([embedded])) {
    min-block-size: 100dvh;
    background: var(--keyhold-paper);
  }
  .frame {
    display: grid;
    grid-template-columns: 216px minmax(0, 720px);
    gap: var(--keyhold-space-7);
    max-inline-size: 1032px;
    margin-inline: auto;
    padding: var(--keyhold-space-6) var(--keyhold-space-5) 96px;
  }
  :host([embedded]) .frame {
    margin-inline: 0;
    padding: 0;
  }
  nav {
    position: sticky;
    inset-block-start: var(--keyhold-space-5);
    align-self: start;
  }
  .list {
    display: grid;
    gap: 2px;
    font-size: var(--keyhold-text-2);
  }
  .list a {
    padding: 7px var(--keyhold-space-3);
    border-radius: var(--keyhold-radius-1);
    color: var(--keyhold-ink-2);
    text-decoration: none;
  }
  .list a:hover {
    color: var(--keyhold-ink);
    background: color-mix(in srgb, var(--keyhold-line) 50%, transparent);
  }
  .list a[aria-current] {
    background: var(--keyhold-accent-wash);
    color: var(--keyhold-accent);
    font-weight: var(--keyhold-weight-strong);
  }
  .group {
    margin: var(--keyhold-space-4) var(--keyhold-space-3) var(--keyhold-space-1);
    color: var(--keyhold-ink-2);
    font-size: var(--keyhold-text-1);
  }
  .select {
    display: none;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--keyhold-space-5);
    align-content: start;
  }
  /* Its code comes after the first rows: what stands below it does not move then. */
  #pin:not(:defined) {
    min-block-size: 179px;
  }
  h1 {
    font-size: var(--keyhold-text-5);
    font-weight: var(--keyhold-weight-strong);
    line-height: 1.2;
    letter-spacing: -0.015em;
  }
  .lead p {
    margin-block-start: var(--keyhold-space-1);
    max-inline-size: 76ch;
    color: var(--keyhold-ink-2);
    text-wrap: pretty;
  }
  @media (max-width: 859px) {
    #pin:not(:defined) {
      min-block-size: 244px;
    }
    .frame {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--keyhold-space-5);
      padding: var(--keyhold-space-4) var(--keyhold-space-4) 72px;
    }
    nav {
      position: static;
    }
    .list {
      display: none;
    }
    .select {
      display: grid;
      align-items: center;
    }
    .select > * {
      grid-area: 1 / 1;
    }
    .select svg {
      justify-self: end;
      margin-inline-end: var(--keyhold-space-3);
      color: var(--keyhold-ink-2);
      pointer-events: none;
    }
    select {
      appearance: none;
      inline-size: 100%;
      min-block-size: 44px;
      padding-block: 10px;
      padding-inline: var(--keyhold-space-3) 44px;
      border: 1px solid var(--keyhold-line-2);
      border-radius: var(--keyhold-radius-2);
      background: var(--keyhold-card);
      color: inherit;
      font: inherit;
    }
    select:focus-visible {
      border-radius: var(--keyhold-radius-2);
    }
  }
  @media (forced-colors: active) {
    .list a[aria-current] {
      outline: 1px solid CanvasText;
    }
  }
`;

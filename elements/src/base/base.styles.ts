import { css } from 'lit';

/** What every shadow root starts from: box model, type, the one focus ring, text for screen readers only. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
    display: block;
    font: var(--keyhold-weight-normal) var(--keyhold-text-3) / 1.5 var(--keyhold-font);
    color: var(--keyhold-ink);
    -webkit-font-smoothing: antialiased;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  a {
    color: var(--keyhold-accent);
    text-underline-offset: 0.15em;
  }
  :focus-visible {
    outline: 2px solid var(--keyhold-focus);
    outline-offset: 2px;
    border-radius: var(--keyhold-radius-1);
  }
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

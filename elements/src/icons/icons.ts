import { svg, type SVGTemplateResult } from 'lit';

/** Line drawings on a 24 by 24 grid. They repeat what stands beside them in words and are hidden from screen readers. */
const draw = (paths: SVGTemplateResult): SVGTemplateResult =>
  svg`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const icons = {
  shield: draw(
    svg`<path d="M12 3 5 6v5c0 4.6 2.9 8.2 7 10 4.1-1.8 7-5.4 7-10V6z"/><path d="M12 11v3.5"/><circle cx="12" cy="9.5" r="1.5"/>`,
  ),
  laptop: draw(svg`<rect x="4.5" y="5" width="15" height="10.5" rx="2"/><path d="M2.5 19h19"/>`),
  phone: draw(svg`<rect x="7" y="3" width="10" height="18" rx="2.5"/><path d="M11 17.75h2"/>`),
  terminal: draw(
    svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><path d="m7 9.5 3 2.5-3 2.5M12.5 14.75H16"/>`,
  ),
  unknown: draw(
    svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.75 9.75a2.3 2.3 0 1 1 3.4 2c-.8.45-1.15.9-1.15 1.75M12 16.5v.01"/>`,
  ),
  problem: draw(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.75v5M12 16v.01"/>`),
  offline: draw(
    svg`<path d="M3 3l18 18M8.6 15.4a5 5 0 0 1 6.8 0M5.3 12.2a9.6 9.6 0 0 1 4.4-2.5M14 9.6a9.6 9.6 0 0 1 4.7 2.6M2.5 9a14 14 0 0 1 4.4-2.7M11 5.1A14 14 0 0 1 21.5 9M12 19v.01"/>`,
  ),
  done: draw(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
  eye: draw(
    svg`<path d="M2.5 12S6 5.75 12 5.75 21.5 12 21.5 12 18 18.25 12 18.25 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.75"/>`,
  ),
  eyeOff: draw(
    svg`<path d="M4 4l16 16M9.9 6a9 9 0 0 1 2.1-.25c6 0 9.5 6.25 9.5 6.25a16 16 0 0 1-3 3.6M14 14a2.75 2.75 0 0 1-3.9-3.9M6.3 7.7A16 16 0 0 0 2.5 12S6 18.25 12 18.25a9 9 0 0 0 4-.95"/>`,
  ),
  down: draw(svg`<path d="m7 10 5 5 5-5"/>`),
  password: draw(
    svg`<rect x="3" y="7.5" width="18" height="9" rx="2.5"/><path d="M8 12v.01M12 12v.01M16 12v.01" stroke-width="2.5"/>`,
  ),
  codes: draw(
    svg`<rect x="4" y="3.5" width="16" height="17" rx="2.5"/><path d="M8 8.5h3M13 8.5h3M8 12h3M13 12h3M8 15.5h3M13 15.5h3"/>`,
  ),
  key: draw(svg`<circle cx="8" cy="12" r="4.5"/><path d="M12.5 12H21v3.5M17 12v2.5"/>`),
  close: draw(svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`),
} as const;

export type IconName = keyof typeof icons;

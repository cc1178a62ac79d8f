import { findProgram } from './programs.ts';

/** The browser that tests and the gallery drive. */
export function findChromium(): string {
  return findProgram('chromium');
}

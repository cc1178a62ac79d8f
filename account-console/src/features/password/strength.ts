import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { translations } from '@zxcvbn-ts/language-en';

// Guessing gets slower with length, and no long password is weak by what stands at its end.
const looked = 64;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, translations, maxLength: looked });

export type Strength = 'weak' | 'fair' | 'strong';

/** An opinion, never a rule: how hard the password is to guess, and what would help. Stays in the browser. */
export interface Advice {
  strength: Strength;
  /** One sentence; empty when there is nothing to add. */
  words: string;
}

/** @param own words that somebody who knows the user would try first */
export function adviseOn(password: string, own: readonly string[]): Advice {
  const { score, feedback } = estimator.check(password.slice(0, looked), [...own]);
  const strength = score <= 1 ? 'weak' : score === 2 ? 'fair' : 'strong';
  return { strength, words: strength === 'strong' ? '' : (feedback.warning ?? feedback.suggestions[0] ?? '') };
}

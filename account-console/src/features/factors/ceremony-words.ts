import type { CeremonyFailure } from '../../app/keys.ts';
import '../../dialog-texts/en.ts';
import { t, type TextKey } from '../../locales/t.ts';

const words: Readonly<Record<CeremonyFailure, TextKey>> = {
  cancelled: 'factors.key-cancelled',
  'timed-out': 'factors.key-timed-out',
  'already-there': 'factors.key-already-there',
  'not-possible': 'factors.key-not-possible',
  'not-answering': 'factors.key-not-answering',
  'wrong-site': 'factors.key-wrong-site',
  'not-supported': 'factors.key-not-supported',
};

/** What to do when the browser brought no answer of a key. */
export const ceremonyWords = (failure: CeremonyFailure): string => t(words[failure]);

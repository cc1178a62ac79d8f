/**
 * The account console, whole: this one module defines `<keyhold-account>` and every card. The bridge's own page loads it
 * under its hashed name; other pages include `keyhold-account.js`, which loads the same file.
 */
import './app/keyhold-account.ts';
import './features/sessions/sessions-card.ts';
import { adoptPageStyles } from './app/page-styles.ts';
import { readInlinedState } from './app/inlined-state.ts';

if (readInlinedState(document) !== null) adoptPageStyles(document);

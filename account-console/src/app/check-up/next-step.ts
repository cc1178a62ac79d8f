import type { Overview } from '../../api/model.ts';
import type { IconName } from '@keyhold/elements/icons/icons.ts';

/** Something that makes the account safer, and what starts it. */
export interface NextStep {
  /** The room whose card does it. */
  room: string;
  icon: IconName;
  title: string;
  reason: string;
  /** The words on the button. */
  start: string;
  /** The lowest comes first. */
  rank: number;
}

/** What a room proposes to this user; `null` when there is nothing left to do. */
export type ProposeStep = (overview: Overview) => NextStep | null;

const shown = 3;

/** The few best next steps of all rooms, the most important first. */
export const nextSteps = (proposals: readonly ProposeStep[], overview: Overview): NextStep[] =>
  proposals
    .map((propose) => propose(overview))
    .filter((step) => step !== null)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, shown);

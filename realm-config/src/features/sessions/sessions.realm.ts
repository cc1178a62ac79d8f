import { z } from 'zod';
import type { DesiredField } from '../../engine/desired.ts';
import { field } from '../../engine/desired.ts';

/** The switch of the room: users see and end their sessions (on), only see them (read-only), or have no such card (off). */
export const sessionsSchema = z.enum(['on', 'read-only', 'off'], 'expected on, read-only or off').default('on');

/** The realm attribute by which plugin and bridge learn what the room may do. */
export function sessionsAttributes(room: z.infer<typeof sessionsSchema>): DesiredField[] {
  return [field('attributes.keyhold.sessions', room, 'room sessions, as the file says')];
}

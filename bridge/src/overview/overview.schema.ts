import { z } from 'zod';
import { reauthentication } from '../features/reauthentication/reauthentication.schema.ts';
import { session } from '../features/sessions/sessions.schema.ts';

/** The first state of every card. */
export const overview = z
  .object({
    user: z.object({
      id: z.string(),
      username: z.string(),
      email: z.string().optional(),
      displayName: z.string().optional(),
    }),
    sessions: z.object({ items: z.array(session) }),
    reauthentication,
  })
  .meta({ id: 'Overview', description: 'The first state of every card, from one call to Keycloak.' });

export type Overview = z.output<typeof overview>;

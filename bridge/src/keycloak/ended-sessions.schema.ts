import { z } from 'zod';

export const endedSessions = z
  .object({
    ended: z.int().nonnegative().meta({ description: 'Ended by this request.' }),
    remaining: z
      .int()
      .nonnegative()
      .meta({ description: 'Still to be ended: repeat the request while this is more than 0.' }),
  })
  .meta({ id: 'EndedSessions', description: 'One batch of ended sessions.' });

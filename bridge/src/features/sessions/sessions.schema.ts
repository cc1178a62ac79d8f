import { z } from 'zod';
import { device } from '../../keycloak/device.schema.ts';

/** One place where the person is signed in, as the plugin tells it and the page shows it. */
export const session = z
  .object({
    id: z.string().meta({ description: 'Opaque.' }),
    kind: z
      .enum(['online', 'offline'])
      .meta({ description: 'Offline: an application may act without the person being there.' }),
    current: z.boolean().meta({ description: 'The session behind this request; it cannot be ended here.' }),
    address: z.string().nullable(),
    device,
    startedAt: z.iso.datetime(),
    lastActivityAt: z.iso.datetime(),
    applications: z.array(z.object({ clientId: z.string(), name: z.string().nullable() })),
  })
  .meta({ id: 'Session', description: 'One place where the person is signed in.' });

export type Session = z.output<typeof session>;

export const sessionList = z
  .object({ items: z.array(session), nextCursor: z.string().nullable() })
  .meta({ id: 'SessionList', description: 'The current session first, then by last activity, newest first.' });

export const sessionParams = z.strictObject({ id: z.string() });

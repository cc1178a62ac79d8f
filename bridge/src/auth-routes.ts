import { z } from 'zod';
import { defineRoute } from './http/route.ts';

/** What the page calls below `/auth`; the rest there is for browsers that navigate, and for Keycloak. Served by `login/`. */
export const authRoutes = {
  signOut: defineRoute({
    method: 'post',
    path: '/logout',
    room: 'login',
    operationId: 'signOut',
    summary: 'Ends the web session here, and the Keycloak session behind it',
    description:
      'The browser then goes to `location`. Where Keycloak did not answer in time, it ends its session there.',
    caller: 'open',
    changes: true,
    answer: z.object({ location: z.string() }).meta({ id: 'SignedOut', description: 'Where the browser goes next.' }),
    problems: [],
  }),
};

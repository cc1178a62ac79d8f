import KcAdminClient from '@keycloak/keycloak-admin-client';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { limiter } from './limiter.ts';
import type { ServiceToken } from './service-token.ts';

// Keycloak leaves out what is not set; only what the bridge uses is read at all.
const user = z.object({ id: z.string(), username: z.string(), enabled: z.boolean() }).nullable();
const sessions = z.array(z.object({ id: z.string() }));
const credentials = z.array(
  z.object({
    // Without one: it is kept in a directory.
    id: z.string().nullish(),
    type: z.string(),
    userLabel: z.string().nullish(),
    createdDate: z.number().nullish(),
  }),
);

export type StockUser = z.output<typeof user>;
export type StockSession = z.output<typeof sessions>[number];
export type StockCredential = z.output<typeof credentials>[number];

/** Keycloak's stock admin API as the bridge may use it: with its own service account, reading only. */
export interface AdminApi {
  /** Null when the user is gone. */
  user(id: string): Promise<StockUser>;
  onlineSessions(userId: string): Promise<StockSession[]>;
  credentials(userId: string): Promise<StockCredential[]>;
}

export interface AdminApiDeps {
  /** Keycloak as the bridge reaches it. */
  readonly baseUrl: string;
  readonly realm: string;
  readonly serviceToken: ServiceToken;
}

/** Every call has 3 s and throws `keycloak-unavailable` for whatever is not the answer that was asked for. */
export const adminApi = ({ baseUrl, realm, serviceToken }: AdminApiDeps): AdminApi => {
  const client = new KcAdminClient({ baseUrl, realmName: realm, timeout: 3000, requestOptions: { redirect: 'error' } });
  client.registerTokenProvider({ getAccessToken: () => serviceToken.get() });
  // The client opens a socket for every call in flight.
  const places = limiter(8);

  const read = async <T>(schema: z.ZodType<T>, call: () => Promise<unknown>): Promise<T> => {
    try {
      return schema.parse(await places.run(call));
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      throw new Problem(problems.keycloakUnavailable, { cause: new Error(reasonOf(cause)) });
    }
  };

  return {
    user: (id) => read(user, () => client.users.findOne({ id, realm })),
    onlineSessions: (id) => read(sessions, () => client.users.listSessions({ id, realm })),
    credentials: (id) => read(credentials, () => client.users.getCredentials({ id, realm })),
  };
};

/** The client's errors carry the whole answer, and zod's the values: only status, name and places are kept. */
const reasonOf = (error: unknown): string => {
  if (error instanceof z.ZodError)
    return `unexpected answer at ${error.issues.map(({ path }) => `/${path.join('/')}`).join(', ')}`;
  if (!(error instanceof Error)) return 'unknown';
  const { response } = error as { response?: { status?: number } };
  return response?.status === undefined ? error.name : `status ${response.status}`;
};

/**
 * The bridge's API as the console uses it, by hand until `openapi.d.ts` is generated beside this file; then only the import
 * in model.ts changes.
 */
interface Device {
  browser: string | null;
  os: string | null;
  type: 'desktop' | 'mobile' | 'other' | 'unknown';
}

interface Session {
  id: string;
  kind: 'online' | 'offline';
  current: boolean;
  address: string | null;
  device: Device;
  startedAt: string;
  lastActivityAt: string;
  applications: { clientId: string; name: string | null }[];
}

interface Overview {
  user: { id: string; username: string; email?: string; displayName?: string };
  sessions: { items: Session[] };
  reauthentication: {
    methods: { kind: 'password' }[];
    unavailable: { reason: 'no-provable-factor' | 'impersonated'; accountUrl: string } | null;
  };
}

interface Config {
  realm: string;
  issuer: string;
  accountUrl: string;
  basePath: string;
  locale: string;
  features: string[];
}

type Answer<Body> = { 200: { headers: Record<string, unknown>; content: { 'application/json': Body } } };
type Empty = { 204: { headers: Record<string, unknown>; content?: never } };
interface NoParameters {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}

export interface paths {
  '/api/config': { get: { parameters: NoParameters; responses: Answer<Config> } };
  '/api/overview': { get: { parameters: NoParameters; responses: Answer<Overview> } };
  '/api/sessions': { delete: { parameters: NoParameters; responses: Answer<{ ended: number; remaining: number }> } };
  '/api/sessions/{id}': {
    delete: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; responses: Empty };
  };
  '/api/reauthentication': {
    post: {
      parameters: NoParameters;
      requestBody: { content: { 'application/json': { operation: 'sessions.end'; target: string; password: string } } };
      responses: Answer<{ operation: string; target: string; methods: string[]; expiresAt: string }>;
    };
  };
  '/auth/logout': { post: { parameters: NoParameters; responses: Answer<{ location: string }> } };
}

import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** What the documentation tells about one variable; `docs/configuration.md` is generated from it. */
export interface Setting<T = unknown> {
  readonly meaning: string;
  /** What a right value looks like; a fault is reported in these words. */
  readonly expected: string;
  /** Text as it would stand in the environment; undefined when the variable must be set or is derived. */
  readonly standard?: string;
  /** Shown in place of a default that is derived. */
  readonly derived?: string;
  /** Never logged; may also be given as `<NAME>_FILE`. */
  readonly secret?: true;
  readonly schema: z.ZodType<T>;
}

const setting = <T>(of: Setting<T>): Setting<T> => of;

const baseUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username === '';
  if (plain && !/[?#\\\s]/.test(text)) return url;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const cidrs = z.string().transform((text, context) => {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.every((item) => ipaddr.isValidCIDR(item))) return items;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const sessionKey = z.string().transform((text, context) => {
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (key.length === 32) return key;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const storeAddress = z.string().transform((text, context) => {
  if (/^sqlite:./.test(text)) return { kind: 'sqlite' as const, path: text.slice('sqlite:'.length) };
  if (/^rediss?:\/\//.test(text) && URL.canParse(text)) return { kind: 'redis' as const, url: text };
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** Every variable of the bridge's environment, in the order of the documentation. */
export const settings = {
  KEYHOLD_PUBLIC_URL: setting({
    meaning: 'Address of the bridge as the browser shows it. A path in it is the base path of everything.',
    expected: 'an https URL without query (http only on localhost), for example https://account.example.com/security',
    schema: baseUrl,
  }),
  KEYHOLD_HOST: setting({
    meaning: 'Address of this machine to listen on.',
    expected: 'an IP address or host name',
    standard: '127.0.0.1',
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
  }),
  KEYHOLD_PORT: setting({
    meaning: 'Port to listen on; 0 takes a free one.',
    expected: 'a number from 0 to 65535',
    standard: '3000',
    schema: whole(0, 65535),
  }),
  KEYHOLD_KEYCLOAK_URL: setting({
    meaning: 'Address of Keycloak as the browser shows it: sign-in pages, and the issuer of every token.',
    expected: 'an http or https URL without query, for example https://id.example.com',
    schema: baseUrl,
  }),
  KEYHOLD_KEYCLOAK_INTERNAL_URL: setting({
    meaning: 'Address of Keycloak for calls of the bridge itself.',
    expected: 'an http or https URL without query',
    derived: '`KEYHOLD_KEYCLOAK_URL`',
    schema: baseUrl,
  }),
  KEYHOLD_REALM: setting({
    meaning: 'The realm that this bridge serves.',
    expected: 'the name of a realm',
    schema: z.string().regex(/^[^\s/?#%\\]{1,255}$/),
  }),
  KEYHOLD_CLIENT_ID: setting({
    meaning: "The bridge's confidential client in that realm.",
    expected: 'a client id',
    schema: z.string().regex(/^\S{1,255}$/),
  }),
  KEYHOLD_CLIENT_SECRET: setting({
    meaning: 'Secret of that client.',
    expected: 'the secret of the client',
    secret: true,
    schema: z.string().min(1),
  }),
  KEYHOLD_SESSION_KEY: setting({
    meaning:
      'Key that encrypts web sessions in the store. Another key signs everybody out. `openssl rand -base64 32` makes one.',
    expected: '32 random bytes in base64',
    secret: true,
    schema: sessionKey,
  }),
  KEYHOLD_STORE: setting({
    meaning: 'Where web sessions live: a file for one process, or Redis for any number of them.',
    expected: '`sqlite:<path>` or `redis://…`',
    standard: 'sqlite:keyhold.sqlite',
    secret: true,
    schema: storeAddress,
  }),
  KEYHOLD_TRUSTED_PROXIES: setting({
    meaning: 'Proxies whose `X-Forwarded-For` and `X-Request-Id` are believed. No other header of a proxy is.',
    expected: 'CIDR ranges, separated by commas',
    standard: '',
    schema: cidrs,
  }),
  KEYHOLD_LOG_LEVEL: setting({
    meaning: 'Least important kind of line that is logged.',
    expected: 'one of fatal, error, warn, info, debug, silent',
    standard: 'info',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  }),
  KEYHOLD_CONSOLE_DIR: setting({
    meaning: 'Folder of the built account console.',
    expected: 'a path',
    derived: 'the console built beside the bridge',
    schema: z.string().min(1),
  }),
  KEYHOLD_IDLE_MINUTES: setting({
    meaning: 'A web session ends after so many minutes without a request.',
    expected: 'a number from 1 to 1440',
    standard: '30',
    schema: whole(1, 1440),
  }),
  KEYHOLD_LIFETIME_HOURS: setting({
    meaning: 'A web session ends so many hours after its sign-in, whatever happens.',
    expected: 'a number from 1 to 720',
    standard: '12',
    schema: whole(1, 720),
  }),
  KEYHOLD_SWEEP_SECONDS: setting({
    meaning: 'Seconds between two looks for web sessions whose Keycloak session is gone.',
    expected: 'a number from 1 to 3600',
    standard: '30',
    schema: whole(1, 3600),
  }),
  KEYHOLD_LIMIT_ADDRESS: setting({
    meaning: 'Requests per minute from one address (an IPv6 /64 is one). A tenth of it are sign-ins.',
    expected: 'a number from 10 to 999999',
    standard: '1200',
    schema: whole(10, 999999),
  }),
  KEYHOLD_LIMIT_USER: setting({
    meaning: 'API calls per minute of one user.',
    expected: 'a number from 10 to 999999',
    standard: '600',
    schema: whole(10, 999999),
  }),
} as const;

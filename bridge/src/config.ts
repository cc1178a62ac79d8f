import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { settings, type Setting } from './settings.ts';

/** A fault of the environment, told by the variable's name and never by its value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['The configuration is not usable:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settles one variable, its `_FILE` form and its default; undefined when a fault was noted or the default is derived. */
function settle<T>(name: string, of: Setting<T>, environment: Environment, faults: string[]): T | undefined {
  const file = of.secret ? environment[`${name}_FILE`] : undefined;
  let text = environment[name] === '' ? undefined : environment[name];
  if (file) {
    if (text !== undefined) {
      faults.push(`${name} and ${name}_FILE are both set; expected one of them`);
      return undefined;
    }
    try {
      text = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE cannot be read; expected the path of a file that holds ${of.expected}`);
      return undefined;
    }
  }
  text ??= of.standard;
  if (text === undefined) {
    if (of.derived === undefined) faults.push(`${name} is missing; expected ${of.expected}`);
    return undefined;
  }
  const result = of.schema.safeParse(text);
  if (result.success) return result.data;
  faults.push(`${name} is not valid; expected ${of.expected}`);
  return undefined;
}

const isLoopback = (url: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/.test(url.hostname);
const withoutSlash = (text: string): string => text.replace(/\/+$/, '');

/**
 * Reads the whole environment once. Reports every fault together, then answers a frozen configuration.
 * @throws ConfigurationError
 */
export function readConfig(environment: Environment) {
  const faults: string[] = [];
  const read = <T>(name: string, of: Setting<T>) => settle(name, of, environment, faults);
  const values = {
    publicUrl: read('KEYHOLD_PUBLIC_URL', settings.KEYHOLD_PUBLIC_URL),
    host: read('KEYHOLD_HOST', settings.KEYHOLD_HOST),
    port: read('KEYHOLD_PORT', settings.KEYHOLD_PORT),
    keycloakUrl: read('KEYHOLD_KEYCLOAK_URL', settings.KEYHOLD_KEYCLOAK_URL),
    keycloakInternalUrl: read('KEYHOLD_KEYCLOAK_INTERNAL_URL', settings.KEYHOLD_KEYCLOAK_INTERNAL_URL),
    realm: read('KEYHOLD_REALM', settings.KEYHOLD_REALM),
    clientId: read('KEYHOLD_CLIENT_ID', settings.KEYHOLD_CLIENT_ID),
    clientSecret: read('KEYHOLD_CLIENT_SECRET', settings.KEYHOLD_CLIENT_SECRET),
    sessionKey: read('KEYHOLD_SESSION_KEY', settings.KEYHOLD_SESSION_KEY),
    store: read('KEYHOLD_STORE', settings.KEYHOLD_STORE),
    trustedProxies: read('KEYHOLD_TRUSTED_PROXIES', settings.KEYHOLD_TRUSTED_PROXIES),
    logLevel: read('KEYHOLD_LOG_LEVEL', settings.KEYHOLD_LOG_LEVEL),
    consoleDir: read('KEYHOLD_CONSOLE_DIR', settings.KEYHOLD_CONSOLE_DIR),
    idleMinutes: read('KEYHOLD_IDLE_MINUTES', settings.KEYHOLD_IDLE_MINUTES),
    lifetimeHours: read('KEYHOLD_LIFETIME_HOURS', settings.KEYHOLD_LIFETIME_HOURS),
    sweepSeconds: read('KEYHOLD_SWEEP_SECONDS', settings.KEYHOLD_SWEEP_SECONDS),
    limitAddress: read('KEYHOLD_LIMIT_ADDRESS', settings.KEYHOLD_LIMIT_ADDRESS),
    limitUser: read('KEYHOLD_LIMIT_USER', settings.KEYHOLD_LIMIT_USER),
  };
  const { publicUrl, keycloakUrl } = values;
  if (publicUrl && publicUrl.protocol === 'http:' && !isLoopback(publicUrl)) {
    faults.push(`KEYHOLD_PUBLIC_URL is not valid; expected ${settings.KEYHOLD_PUBLIC_URL.expected}`);
  }
  if (faults.length > 0 || !publicUrl || !keycloakUrl) throw new ConfigurationError(faults);

  const complete = values as { [K in keyof typeof values]: Exclude<(typeof values)[K], undefined> };
  const keycloak = withoutSlash(keycloakUrl.href);
  const realmPath = `/realms/${encodeURIComponent(complete.realm)}`;
  return Object.freeze({
    ...complete,
    /** Browser-facing address of the bridge, without a slash at its end. */
    publicUrl: withoutSlash(publicUrl.href),
    origin: publicUrl.origin,
    /** Path of the public URL: empty, or `/security`. */
    basePath: withoutSlash(publicUrl.pathname),
    keycloakUrl: keycloak,
    keycloakInternalUrl: values.keycloakInternalUrl ? withoutSlash(values.keycloakInternalUrl.href) : keycloak,
    /** The realm as the browser knows it; every token's `iss`. */
    issuer: keycloak + realmPath,
    /** The realm as the bridge calls it. */
    internalRealmUrl:
      (values.keycloakInternalUrl ? withoutSlash(values.keycloakInternalUrl.href) : keycloak) + realmPath,
    consoleDir: values.consoleDir ?? resolve(import.meta.dirname, '../../account-console/dist'),
    trustedProxies: Object.freeze(complete.trustedProxies),
    store: Object.freeze(complete.store),
  });
}

export type Config = ReturnType<typeof readConfig>;

/** Names that look like ours and mean nothing: most likely a slip of the pen. */
export function unknownVariables(environment: Environment): string[] {
  const secret = (name: string): boolean => (settings as Record<string, Setting>)[name]?.secret === true;
  return Object.keys(environment).filter(
    (name) => name.startsWith('KEYHOLD_') && !(name in settings) && !secret(name.replace(/_FILE$/, '')),
  );
}

/** Sentences about values that are fine on a developer's machine and nowhere else. Said once, at start. */
export function insecureValues(config: Config): string[] {
  const sentences: string[] = [];
  if (config.publicUrl.startsWith('http:')) {
    sentences.push('KEYHOLD_PUBLIC_URL is http: only for development on this machine');
  }
  if (config.keycloakUrl.startsWith('http:')) {
    sentences.push('KEYHOLD_KEYCLOAK_URL is http: passwords would travel unencrypted outside this machine');
  }
  if (new Set(config.sessionKey).size < 12) sentences.push('KEYHOLD_SESSION_KEY does not look random');
  if (config.trustedProxies.some((range) => range.endsWith('/0'))) {
    sentences.push('KEYHOLD_TRUSTED_PROXIES trusts everybody: any client may claim any address');
  }
  return sentences;
}

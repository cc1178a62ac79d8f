import { RealmConfigError } from '../realm-config-error.ts';
import { baseUrl } from '../schema/url.ts';
import type { Environment } from '../schema/placeholders.ts';
import { readVariable } from '../schema/placeholders.ts';
import type { AdminCredentials } from './token-source.ts';

/** Where Keycloak is and who administers it. */
export interface ConnectionSettings {
  readonly url: string;
  /** The realm the administrator signs in to; `master` unless said otherwise. */
  readonly adminRealm?: string;
  readonly credentials: AdminCredentials;
}

/**
 * Reads KEYHOLD_ADMIN_URL, KEYHOLD_ADMIN_REALM and either KEYHOLD_ADMIN_USERNAME with _PASSWORD or
 * KEYHOLD_ADMIN_CLIENT_ID with _CLIENT_SECRET. Secrets also as `*_FILE`. Every fault is reported together.
 */
export function readConnectionSettings(env: Environment): ConnectionSettings {
  const faults: string[] = [];
  const read = (name: string): string => {
    const value = readOrFault(name, env, faults);
    if (value === undefined) faults.push(`${name} is not set`);
    return value ?? '';
  };
  const url = baseUrl.safeParse(read('KEYHOLD_ADMIN_URL'));
  if (!url.success && faults.length === 0) faults.push('KEYHOLD_ADMIN_URL is not an http or https base URL');
  const byClient = isSet('KEYHOLD_ADMIN_CLIENT_ID', env) && !isSet('KEYHOLD_ADMIN_USERNAME', env);
  const credentials: AdminCredentials = byClient
    ? { kind: 'client', clientId: read('KEYHOLD_ADMIN_CLIENT_ID'), clientSecret: read('KEYHOLD_ADMIN_CLIENT_SECRET') }
    : { kind: 'user', username: read('KEYHOLD_ADMIN_USERNAME'), password: read('KEYHOLD_ADMIN_PASSWORD') };
  if (faults.length > 0 || !url.success) {
    throw new RealmConfigError(`The connection to Keycloak is not set up: ${faults.join('; ')}`, {
      next: 'Set the variables that are named; realm-config/README.md explains them.',
    });
  }
  return { url: url.data, adminRealm: readVariable('KEYHOLD_ADMIN_REALM', env) ?? 'master', credentials };
}

function isSet(name: string, env: Environment): boolean {
  return (env[name] ?? env[`${name}_FILE`] ?? '') !== '';
}

function readOrFault(name: string, env: Environment, faults: string[]): string | undefined {
  try {
    return readVariable(name, env);
  } catch {
    faults.push(`the file that ${name}_FILE names cannot be read`);
    return '';
  }
}

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** The bridge's store, as its own setting KEYHOLD_STORE has it, instead of the embedded one. */
  store?: string;
  /** `start --optimized` instead of `start-dev`. */
  production: boolean;
  /** A Keycloak that runs already, with the plugin in it. */
  keycloak?: { url: string; username: string; password: string };
}

/** Reads what follows `npm start --`. Throws with words that help. */
export function readDemoOptions(args: string[], env: NodeJS.ProcessEnv = process.env): DemoOptions {
  const values = parse(args);
  const options: DemoOptions = { production: values.production };
  const store = readStore(values.redis, env);
  if (store !== undefined) options.store = store;
  if (values.keycloak !== undefined) {
    if (values.production) throw new Error('--production starts a Keycloak of ours; it does not go with --keycloak.');
    options.keycloak = { url: plainUrl(values.keycloak), ...credentials(env) };
  }
  return options;
}

function parse(args: string[]): { redis?: string; production: boolean; keycloak?: string } {
  try {
    return parseArgs({
      args,
      options: {
        redis: { type: 'string' },
        production: { type: 'boolean', default: false },
        keycloak: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${words}. After -- come --redis URL, --production or --keycloak URL.`, { cause });
  }
}

/** An address without a password may be a flag; one with a password comes as the bridge itself takes it, which nobody sees in `ps`. */
function readStore(flag: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const [text, file] = [env['KEYHOLD_STORE'] ?? '', env['KEYHOLD_STORE_FILE'] ?? ''];
  if (flag === undefined && text === '' && file === '') return undefined;
  if ([flag ?? '', text, file].filter((value) => value !== '').length > 1) {
    throw new Error('--redis, KEYHOLD_STORE and KEYHOLD_STORE_FILE each name a store; one of them is expected.');
  }
  if (flag === undefined) return redisUrl(text === '' ? readSecret(file) : text, 'KEYHOLD_STORE');
  const url = redisUrl(flag, '--redis');
  if (new URL(url).password === '') return url;
  throw new Error(
    'A password on the command line can be seen by everybody on this machine. ' +
      'Give the address as KEYHOLD_STORE in the environment, or a file that holds it as KEYHOLD_STORE_FILE; ' +
      'and change the password if others use this machine.',
  );
}

/** Throws without the value, which may hold a password. */
function redisUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isRedis = (url?.protocol === 'redis:' || url?.protocol === 'rediss:') && url.hostname !== '';
  if (!isRedis) throw new Error(`${name} wants an address such as redis://127.0.0.1:6379`);
  return text;
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Error('KEYHOLD_STORE_FILE cannot be read; expected the path of a file that holds redis://…', { cause });
  }
}

function plainUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new Error('--keycloak wants an address such as https://keycloak.example');
  }
  return text.replace(/\/+$/, '');
}

function credentials(env: NodeJS.ProcessEnv): { username: string; password: string } {
  const [username, password] = [env['KEYHOLD_ADMIN_USERNAME'] ?? '', env['KEYHOLD_ADMIN_PASSWORD'] ?? ''];
  if (username !== '' && password !== '') return { username, password };
  throw new Error('--keycloak needs KEYHOLD_ADMIN_USERNAME and KEYHOLD_ADMIN_PASSWORD in the environment.');
}

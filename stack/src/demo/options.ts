import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** A Redis for the bridge's sessions instead of its embedded store. */
  redis?: string;
  /** `start --optimized` instead of `start-dev`. */
  production: boolean;
  /** A Keycloak that runs already, with the plugin in it. */
  keycloak?: { url: string; username: string; password: string };
}

/** Reads what follows `npm start --`. Throws with words that help. */
export function readDemoOptions(args: string[], env: NodeJS.ProcessEnv = process.env): DemoOptions {
  const values = parse(args);
  const options: DemoOptions = { production: values.production };
  if (values.redis !== undefined) {
    if (!/^rediss?:\/\/./.test(values.redis))
      throw new Error('--redis wants an address such as redis://127.0.0.1:6379');
    options.redis = values.redis;
  }
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

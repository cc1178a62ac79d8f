import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { javaEnvironment, requireJdk } from '../build/maven.ts';
import { Stamp } from '../build/stamp.ts';
import type { RunningDatabase } from '../databases/database.ts';
import { startChild, type Child } from '../process/child.ts';
import { runOrThrow } from '../process/run.ts';
import { untilReady } from '../process/until-ready.ts';
import type { Tell } from '../progress.ts';
import type { AdminAccount } from './admin-account.ts';

export interface KeycloakOptions {
  /** A folder made by `prepareHome`. */
  home: string;
  port: number;
  /** The first administrator; made by Keycloak when its database is new, and ignored later. */
  admin: AdminAccount;
  logFile: string;
  /** `start --optimized` instead of `start-dev`: what production sends, on the same embedded database. */
  production?: boolean;
  /** The address that browsers use and tokens name; `http://localhost:<port>` by default. */
  publicUrl?: string;
  /** What PINs are hashed with, as the plugin's option takes it; null: nothing. Everybody knows the one it is by default. */
  pepper?: string | null;
  /** In place of the one embedded in `home`. */
  database?: Pick<RunningDatabase, 'vendor' | 'jdbcUrl' | 'user' | 'password'>;
  /** Where the nodes of a cluster on one database talk to this one; on loopback. Without it a Keycloak is alone. */
  clusterPort?: number;
  /** More start options of Keycloak, such as `--proxy-headers=xforwarded`. */
  options?: string[];
  tell?: Tell;
  /** Called as soon as the process exists, long before it answers. */
  started?: (child: Child) => void;
  signal?: AbortSignal | undefined;
}

export interface KeycloakServer {
  /** The address for programs on this machine. */
  url: string;
  child: Child;
  stop(): Promise<void>;
}

const buildOptions = ({ database }: KeycloakOptions): string[] => [`--db=${database?.vendor ?? 'dev-file'}`];

// Without a word about it production mode opens cluster ports, and not on loopback.
const clusterOptions = ({ clusterPort }: KeycloakOptions): string[] =>
  clusterPort === undefined
    ? ['--cache=local']
    : [
        '--cache=ispn',
        '--cache-embedded-network-bind-address=127.0.0.1',
        `--cache-embedded-network-bind-port=${clusterPort}`,
      ];

const databaseAccount = ({ database }: KeycloakOptions): NodeJS.ProcessEnv =>
  database === undefined
    ? {}
    : { KC_DB_URL: database.jdbcUrl, KC_DB_USERNAME: database.user, KC_DB_PASSWORD: database.password };

const readySeconds = 300;
/** For the demo and tests alone: `KEYHOLD-DEMO-PEPPER-known-to-everybody` in base64. Not a secret. */
const demoPepper = 'demo:S0VZSE9MRC1ERU1PLVBFUFBFUi1rbm93bi10by1ldmVyeWJvZHk=';

/** Starts Keycloak on loopback and waits until it answers. */
export async function startKeycloak(options: KeycloakOptions): Promise<KeycloakServer> {
  const url = `http://localhost:${options.port}`;
  const env: NodeJS.ProcessEnv = {
    // A bounded heap leaves memory to the browsers; without it the JVM takes up to 70 % of the machine.
    JAVA_OPTS_KC_HEAP: '-Xms256m -Xmx1g',
    ...javaEnvironment(requireJdk()),
    KC_BOOTSTRAP_ADMIN_USERNAME: options.admin.username,
    KC_BOOTSTRAP_ADMIN_PASSWORD: options.admin.password,
    ...databaseAccount(options),
    ...(options.pepper === null ? {} : { KC_SPI_CREDENTIAL__KEYHOLD_PIN__PEPPER: options.pepper ?? demoPepper }),
  };
  const built = new Stamp(join(options.home, 'production-build.stamp'));
  if (options.production === true) await buildForProduction(options, env, built);
  // start-dev builds for itself in the same place, so a production build before it is gone.
  else rmSync(join(options.home, 'production-build.stamp'), { force: true });

  rmSync(options.logFile, { force: true });
  const child = await startChild({
    name: 'Keycloak',
    command: program(options.home),
    args: [
      ...(options.production === true
        ? ['start', '--optimized', '--http-enabled=true']
        : ['start-dev', ...buildOptions(options)]),
      ...clusterOptions(options),
      ...['--http-host=127.0.0.1', `--http-port=${options.port}`, `--hostname=${options.publicUrl ?? url}`],
      // Programs use the internal address; tokens still name the public one.
      ...(options.publicUrl?.startsWith('https:') === true ? ['--hostname-backchannel-dynamic=true'] : []),
      ...(options.options ?? []),
    ],
    cwd: options.home,
    env,
    logFile: options.logFile,
  });
  options.started?.(child);
  const words = setInterval(() => options.tell?.(phase(options.logFile)), 1000);
  try {
    await untilReady({ child, url: `${url}/realms/master`, withinSeconds: readySeconds, signal: options.signal });
    options.tell?.(url);
  } catch (error) {
    await child.stop(0);
    throw error;
  } finally {
    clearInterval(words);
  }
  return { url, child, stop: () => child.stop(20) };
}

async function buildForProduction(options: KeycloakOptions, env: NodeJS.ProcessEnv, built: Stamp): Promise<void> {
  const jar = readFileSync(join(options.home, 'providers/keyhold.jar'));
  const wanted = createHash('sha256').update(jar).update(buildOptions(options).join(' ')).digest('hex');
  if (built.matches(wanted)) return;
  options.tell?.('building');
  await runOrThrow({
    name: 'Building Keycloak for production',
    command: program(options.home),
    args: ['build', ...buildOptions(options)],
    cwd: options.home,
    env,
    logFile: options.logFile.replace(/(\.log)?$/, '-build.log'),
    signal: options.signal,
  });
  built.write(wanted);
}

function program(home: string): string {
  return join(home, 'bin', process.platform === 'win32' ? 'kc.bat' : 'kc.sh');
}

/** What Keycloak's own log says it is doing. */
function phase(logFile: string): string {
  const log = readFileSync(logFile, 'utf8');
  if (/Running the server|Starting Quarkus|started in/.test(log)) return 'starting';
  if (/Updating the configuration and installing your custom providers/.test(log)) return 'taking in the plugin';
  return 'loading';
}

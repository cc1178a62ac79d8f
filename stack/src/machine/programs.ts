import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stateSubfolder } from '../paths.ts';
import { runOrThrow } from '../process/run.ts';
import type { Tell } from '../progress.ts';

/** Programs from the system that Keyhold's tests use: where they may stand, and the Debian packages that bring them. */
const programs = {
  chromium: {
    variable: 'KEYHOLD_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    // Without a font of its own choice every text has another width than the one that people see.
    debian: 'chromium fonts-noto-core',
  },
  // Makes the certificates of the tests that go through TLS.
  openssl: { variable: 'KEYHOLD_OPENSSL', names: ['openssl'], debian: 'openssl' },
  'redis-server': {
    variable: 'KEYHOLD_REDIS_SERVER',
    names: ['redis-server', 'valkey-server'],
    debian: 'redis-server',
  },
  // The directory of an organisation whose passwords are kept there.
  slapd: { variable: 'KEYHOLD_SLAPD', names: ['slapd'], debian: 'slapd' },
  slapadd: { variable: 'KEYHOLD_SLAPADD', names: ['slapadd'], debian: 'slapd' },
  postgres: { variable: 'KEYHOLD_POSTGRES', names: ['postgres'], debian: 'postgresql' },
  mariadbd: { variable: 'KEYHOLD_MARIADBD', names: ['mariadbd'], debian: 'mariadb-server-core' },
  'mariadb-install-db': {
    variable: 'KEYHOLD_MARIADB_INSTALL_DB',
    names: ['mariadb-install-db'],
    debian: 'mariadb-server-core',
  },
  // What mariadb-install-db calls.
  my_print_defaults: {
    variable: 'KEYHOLD_MY_PRINT_DEFAULTS',
    names: ['my_print_defaults'],
    debian: 'mariadb-client-core',
  },
} as const;

export type ProgramName = keyof typeof programs;

/** The path of a program; throws with the words that help where it is missing. */
export function findProgram(name: ProgramName): string {
  const path = lookUp(name);
  if (path !== undefined) return path;
  const { variable, debian } = programs[name];
  throw new Error(
    `${name} is missing: install it (Debian: apt-get install ${debian}), or set ${variable} to its path.`,
  );
}

/** Installs from Debian what is missing of these programs. Elsewhere, or without root, throws and says what to install. */
export async function installPrograms(names: ProgramName[], tell: Tell, signal?: AbortSignal): Promise<void> {
  const missing = names.filter((name) => lookUp(name) === undefined);
  if (missing.length === 0) return;
  if (!isDebian() || process.getuid?.() !== 0) missing.forEach(findProgram);
  const packages = [...new Set(missing.flatMap((name) => programs[name].debian.split(' ')))];
  tell(`apt-get install ${packages.join(' ')}`);
  // RUNLEVEL=1: servers run as children of ours; the ones that Debian would start beside them stay off.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const logFile = join(stateSubfolder('logs'), 'apt.log');
  const apt = (args: string[]): Promise<void> =>
    runOrThrow({ name: `apt-get ${args.join(' ')}`, command: 'apt-get', args, env, logFile, signal });
  await apt(['update']);
  await apt(['install', '-y', '--no-install-recommends', ...packages]);
  names.forEach(findProgram);
}

function lookUp(name: ProgramName): string | undefined {
  const { variable, names } = programs[name];
  const given = process.env[variable];
  if (given !== undefined && given !== '') return given;
  // Debian keeps servers where a person's PATH may not look.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin', ...postgresFolders()];
  for (const folder of folders) {
    for (const file of names) {
      if (folder !== '' && isExecutable(join(folder, file))) return join(folder, file);
    }
  }
  return undefined;
}

function postgresFolders(): string[] {
  try {
    return readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

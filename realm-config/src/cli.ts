import { parseArgs } from 'node:util';
import { apply } from './commands/apply.ts';
import type { Command } from './commands/command.ts';
import { EXIT } from './commands/command.ts';
import { doctor } from './commands/doctor.ts';
import { drift } from './commands/drift.ts';
import { plan } from './commands/plan.ts';
import { remove } from './commands/remove.ts';
import { readConnectionSettings } from './keycloak/connection-settings.ts';
import { RealmConfigError } from './realm-config-error.ts';
import type { Environment } from './schema/placeholders.ts';

const COMMANDS: Readonly<Record<string, Command>> = { plan, apply, drift, doctor, remove };

const USAGE = `realm-config <command> <file.yaml> [--json]

  plan     prints what apply would do            exit code 0 nothing, 2 changes, 1 error
  apply    does it, and reads every write back   exit code 0 done, 1 error
  drift    prints what was changed by hand       exit code 0 nothing, 2 something, 1 error
  doctor   looks for what weakens Keyhold        exit code 0 nothing or notes, 2 problems, 1 error
  remove   prints what of Keyhold's is there; with --yes takes it out
                                                 exit code 0 nothing is left, 2 something, 1 error

Keycloak: KEYHOLD_ADMIN_URL, KEYHOLD_ADMIN_USERNAME and KEYHOLD_ADMIN_PASSWORD
(or KEYHOLD_ADMIN_CLIENT_ID and KEYHOLD_ADMIN_CLIENT_SECRET), KEYHOLD_ADMIN_REALM (master).
Secrets also as files: KEYHOLD_ADMIN_PASSWORD_FILE and so on.`;

export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command line and answers its exit code. Never throws, never prints a secret. */
export async function runCli(args: readonly string[], env: Environment, output: Output): Promise<number> {
  try {
    return await run(args, env, output);
  } catch (error) {
    output.err(errorText(error));
    return EXIT.error;
  }
}

async function run(args: readonly string[], env: Environment, { out }: Output): Promise<number> {
  const { positionals, values } = readArguments(args);
  const [name, file, ...rest] = positionals;
  if (values.help === true) {
    out(USAGE);
    return EXIT.same;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined || file === undefined || rest.length > 0) {
    throw new RealmConfigError('A command and one file are needed.', { next: USAGE });
  }
  if (values.yes === true && command !== remove) {
    throw new RealmConfigError(`--yes is for remove; ${name} needs none.`, { next: USAGE });
  }
  return await command({
    file,
    env,
    admin: readConnectionSettings(env),
    json: values.json === true,
    yes: values.yes === true,
    out,
  });
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch {
    throw new RealmConfigError('An option is not known.', { next: USAGE });
  }
}

function errorText(error: unknown): string {
  if (!(error instanceof RealmConfigError)) {
    return `Something failed that should not: ${error instanceof Error ? error.name : typeof error}\nPlease report it.`;
  }
  return error.next === undefined ? error.message : `${error.message}\n→ ${error.next}`;
}

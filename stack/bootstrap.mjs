/**
 * The door of every npm script: plain JavaScript for any Node from 20.19 on. Says what this machine lacks, installs
 * the packages of the lock file, and goes on under Node 24 with `stack/src/commands/<name>.ts`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installPackages } from './bootstrap/install.mjs';
import { missingThings } from './bootstrap/requirements.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';

const repository = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));
const [command = '', ...args] = process.argv.slice(2);
const file = join(repository, 'stack/src/commands', `${command.replace(':', '-')}.ts`);

if (!/^[a-z0-9:]+$/.test(command) || !existsSync(file)) {
  fail([`There is no command "${command}". README.md lists them all.`]);
}
const missing = missingThings(command);
if (missing.length > 0) fail(missing);

try {
  // Stopping needs no packages and must work when an install is broken half-way.
  if (command !== 'stop') await installPackages(repository);
  const runtime = findRuntime(repository);
  if (runtime === undefined) {
    fail([
      `Node ${process.versions.node} is too old to run Keyhold and no Node 24 package fits this machine: Node 24 is needed.`,
    ]);
  }
  process.exitCode = await goOn(runtime);
} catch (error) {
  fail([error instanceof Error ? error.message : String(error)]);
}

function goOn(runtime) {
  return new Promise((resolve, reject) => {
    const child = spawn(runtime, ['--disable-warning=ExperimentalWarning', file, ...args], {
      stdio: 'inherit',
      cwd: repository,
      env: {
        ...process.env,
        PATH: [dirname(runtime), join(repository, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
      },
    });
    // The command stops its own children in order; here signals are only handed on, so that none is lost.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function fail(lines) {
  for (const line of lines) console.error(`keyhold: ${line}`);
  process.exit(1);
}

import { join, resolve } from 'node:path';
import { runCommand } from '../command.ts';
import { demoRealmFile } from '../demo/realm.ts';
import { readRealmVariables } from '../demo/realm-variables.ts';
import { readRunFile } from '../demo/run-file.ts';
import { repository } from '../paths.ts';
import { runInTerminal } from '../process/terminal.ts';

// `npm run realm -- plan [file]`: without a file, and without KEYHOLD_ADMIN_URL, it is about the demo that runs now.
await runCommand(() => {
  const args = process.argv.slice(2);
  const [, file] = args.filter((word) => !word.startsWith('-'));
  // npm runs us at the top of the working copy; a path was typed where the person stands.
  const typedIn = process.env['INIT_CWD'] ?? process.cwd();
  // The demo's file, with its well-known users' realm, is never meant for a server that somebody else named.
  if (file === undefined && process.env['KEYHOLD_ADMIN_URL'] !== undefined) {
    throw new Error('KEYHOLD_ADMIN_URL names a server, so name the realm file, too: npm run realm -- plan realm.yaml');
  }
  const words =
    file === undefined ? [...args, demoRealmFile] : args.map((word) => (word === file ? resolve(typedIn, file) : word));
  return runInTerminal({
    command: process.execPath,
    args: [join(repository, 'realm-config/src/main.ts'), ...words],
    env: { ...demoEnvironment(), ...process.env },
  });
});

function demoEnvironment(): NodeJS.ProcessEnv {
  if (process.env['KEYHOLD_ADMIN_URL'] !== undefined) return {};
  const run = readRunFile();
  if (run === undefined) {
    throw new Error(
      'No demo runs. Start one with npm start, or set KEYHOLD_ADMIN_URL, KEYHOLD_ADMIN_USERNAME and KEYHOLD_ADMIN_PASSWORD.',
    );
  }
  return {
    ...readRealmVariables(),
    KEYHOLD_ADMIN_URL: run.keycloakUrl,
    KEYHOLD_ADMIN_USERNAME: run.keycloakAdmin.username,
    KEYHOLD_ADMIN_PASSWORD: run.keycloakAdmin.password,
  };
}

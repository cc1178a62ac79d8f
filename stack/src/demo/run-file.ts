import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../paths.ts';

/** What `.keyhold/run.json` holds while the demo runs: where everything is and how to get in. */
export interface RunFile {
  accountUrl: string;
  /** Null until the administrator's page exists. */
  adminUrl: string | null;
  mailboxUrl: string;
  /** Null beside a Keycloak that is not ours. */
  shopUrl: string | null;
  keycloakUrl: string;
  realm: string;
  users: { username: string; password: string; email: string }[];
  keycloakAdmin: { username: string; password: string };
  bridge: { clientId: string; clientSecret: string };
}

const file = join(stateFolder, 'run.json');

/** Only its owner may read it: it holds passwords. */
export function writeRunFile(run: RunFile): void {
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

export function readRunFile(): RunFile | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunFile) : undefined;
}

export function removeRunFile(): void {
  rmSync(file, { force: true });
}

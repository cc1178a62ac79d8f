import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateSubfolder } from '../paths.ts';

/** Keeps what filled the demo's realm file, so that `npm run realm` compares with the very same declaration. */
export function saveRealmVariables(variables: Record<string, string>): Record<string, string> {
  writeFileSync(file(), `${JSON.stringify(variables)}\n`, { mode: 0o600 });
  return variables;
}

export function readRealmVariables(): Record<string, string> {
  return existsSync(file()) ? (JSON.parse(readFileSync(file(), 'utf8')) as Record<string, string>) : {};
}

function file(): string {
  return join(stateSubfolder('demo'), 'realm-variables.json');
}

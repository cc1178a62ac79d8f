import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DemoSecrets {
  clientSecret: string;
  /** Encrypts the rows of the bridge's session store. */
  sessionKey: string;
  shopSecret: string;
}

/** The demo's own secrets, made up once, so that a restart signs nobody out. */
export function demoSecrets(folder: string): DemoSecrets {
  const file = join(folder, 'secrets.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoSecrets>) : {};
  const secrets = {
    clientSecret: randomBytes(32).toString('base64url'),
    sessionKey: randomBytes(32).toString('base64'),
    shopSecret: randomBytes(32).toString('base64url'),
    ...known,
  };
  writeFileSync(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  return secrets;
}

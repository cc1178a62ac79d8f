import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AdminAccount {
  username: string;
  password: string;
}

/** The administrator of one Keycloak folder: made up at its first start and kept beside its database. */
export function adminAccount(folder: string): AdminAccount {
  const file = join(folder, 'admin.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as AdminAccount;
  const account = { username: 'admin', password: randomBytes(18).toString('base64url') };
  writeFileSync(file, `${JSON.stringify(account)}\n`, { mode: 0o600 });
  return account;
}

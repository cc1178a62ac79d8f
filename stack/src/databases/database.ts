import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../process/child.ts';

/** A database server of our own in a temporary folder. */
export interface RunningDatabase {
  name: string;
  /** As Keycloak's option `--db` takes it. */
  vendor: 'postgres' | 'mariadb';
  jdbcUrl: string;
  user: string;
  password: string;
  stop(): Promise<void>;
}

export interface Place {
  folder: string;
  password: string;
  /** Database servers refuse to run as root: then they run as this user. */
  user: { uid: number; gid: number } | undefined;
  /** Ends the server and removes the folder. */
  end: (child: Child) => Promise<void>;
  remove: () => void;
  /** A file in the folder that only the server's user may read. */
  secretFile: (name: string, text: string) => string;
}

/** Makes a temporary folder that belongs to whom the server will run as. */
export function makePlace(name: string, systemUsers: string[]): Place {
  const folder = mkdtempSync(join(tmpdir(), `keyhold-${name}-`));
  const user = process.getuid?.() === 0 ? systemUser(systemUsers) : undefined;
  const give = (path: string): void => {
    if (user !== undefined) chownSync(path, user.uid, user.gid);
  };
  give(folder);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return {
    folder,
    user,
    password: randomBytes(18).toString('base64url'),
    remove,
    end: async (child) => {
      await child.stop(20);
      remove();
    },
    secretFile: (fileName, text) => {
      const path = join(folder, fileName);
      writeFileSync(path, text, { mode: 0o600 });
      give(path);
      return path;
    },
  };
}

function systemUser(names: string[]): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of [...names, 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('A database server does not run as root, and this system has no user "nobody".');
}

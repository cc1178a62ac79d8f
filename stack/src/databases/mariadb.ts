import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../machine/ports.ts';
import { findProgram } from '../machine/programs.ts';
import { stateSubfolder } from '../paths.ts';
import { startChild } from '../process/child.ts';
import { runOrThrow } from '../process/run.ts';
import { makePlace, type RunningDatabase } from './database.ts';
import { untilAccepting } from './until-accepting.ts';

/** Starts a MariaDB that keeps nothing beyond this run. */
export async function startMariadb(signal: AbortSignal): Promise<RunningDatabase> {
  const program = realpathSync(findProgram('mariadbd'));
  const { folder, user, password, secretFile, end, remove } = makePlace('mariadb', ['mysql']);
  const data = join(folder, 'data');
  const port = await freePort();
  const logs = stateSubfolder('logs');
  try {
    await runOrThrow({
      name: 'mariadb-install-db',
      command: findProgram('mariadb-install-db'),
      args: ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
      cwd: folder,
      user,
      logFile: join(logs, 'mariadb-init.log'),
      signal,
    });
    const child = await startChild({
      name: 'MariaDB',
      command: program,
      args: [
        ...['--no-defaults', `--datadir=${data}`, `--port=${port}`, '--bind-address=127.0.0.1'],
        ...[`--socket=${join(folder, 'socket')}`, `--init-file=${secretFile('first.sql', firstWords(password))}`],
        ...['--character-set-server=utf8mb4', '--skip-name-resolve'],
      ],
      cwd: folder,
      user,
      logFile: join(logs, 'mariadb.log'),
    });
    await untilAccepting(child, port);
    const jdbcUrl = `jdbc:mariadb://127.0.0.1:${port}/keyhold`;
    return { name: 'MariaDB', vendor: 'mariadb', jdbcUrl, user: 'keyhold', password, stop: () => end(child) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Run by the server before it accepts anybody. The password is base64url, so it needs no escaping. */
function firstWords(password: string): string {
  return [
    'CREATE DATABASE keyhold CHARACTER SET utf8mb4;',
    `CREATE USER 'keyhold'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL ON keyhold.* TO 'keyhold'@'127.0.0.1';",
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
    '',
  ].join('\n');
}

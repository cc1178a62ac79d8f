import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../machine/ports.ts';
import { findProgram } from '../machine/programs.ts';
import { stateSubfolder } from '../paths.ts';
import { startChild } from '../process/child.ts';
import { runOrThrow } from '../process/run.ts';
import { makePlace, type RunningDatabase } from './database.ts';
import { untilAccepting } from './until-accepting.ts';

/** Starts a PostgreSQL that keeps nothing beyond this run. */
export async function startPostgresql(signal: AbortSignal): Promise<RunningDatabase> {
  const program = realpathSync(findProgram('postgres'));
  const { folder, user, password, secretFile, end, remove } = makePlace('postgresql', ['postgres']);
  const data = join(folder, 'data');
  const port = await freePort();
  const logs = stateSubfolder('logs');
  try {
    await runOrThrow({
      name: 'initdb',
      command: join(dirname(program), 'initdb'),
      args: [
        '-D',
        data,
        '-U',
        'keyhold',
        '--auth=scram-sha-256',
        `--pwfile=${secretFile('password', password)}`,
        '-E',
        'UTF8',
        '--no-sync',
      ],
      cwd: folder,
      user,
      logFile: join(logs, 'postgresql-init.log'),
      signal,
    });
    const child = await startChild({
      name: 'PostgreSQL',
      command: program,
      args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'],
      cwd: folder,
      user,
      logFile: join(logs, 'postgresql.log'),
    });
    await untilAccepting(child, port);
    const jdbcUrl = `jdbc:postgresql://127.0.0.1:${port}/postgres`;
    return { name: 'PostgreSQL', vendor: 'postgres', jdbcUrl, user: 'keyhold', password, stop: () => end(child) };
  } catch (error) {
    remove();
    throw error;
  }
}

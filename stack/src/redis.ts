import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from './machine/programs.ts';
import { freePort } from './machine/ports.ts';
import { startChild, type Child } from './process/child.ts';

export interface RunningRedis {
  url: string;
  port: number;
  child: Child;
  stop(): Promise<void>;
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

/** Starts a Redis that keeps nothing on disk. Give a port to bring one back where it was. */
export async function startRedis(port?: number, ownGroup = true): Promise<RunningRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'keyhold-redis-'));
  const chosen = port ?? (await freePort());
  const child = await startChild({
    name: 'Redis',
    command: findProgram('redis-server'),
    args: ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    logFile: join(folder, 'redis.log'),
    ownGroup,
  });
  void child.exited.then(() => rm(folder, { recursive: true, force: true }));
  for (let tries = 0; !(await pongs(chosen)); tries += 1) {
    if (!child.isRunning() || tries > 100) throw new Error(`Redis did not start on port ${chosen}.`);
    await wait(50);
  }
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    child,
    stop: () => child.stop(5),
    kill: () => child.kill(),
  };
}

function pongs(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 500 }, () => socket.write('PING\r\n'));
    const answer = (good: boolean): void => {
      socket.destroy();
      resolve(good);
    };
    socket.on('data', (data) => answer(data.toString().startsWith('+PONG')));
    socket.on('error', () => answer(false)).on('timeout', () => answer(false));
  });
}

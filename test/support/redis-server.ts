import { startRedis } from '@keyhold/stack/src/redis.ts';
import type { RunningRedis } from '@keyhold/stack/src/redis.ts';

/** A Redis of this test's own that can be killed, frozen and brought back empty, always at the same address. */
export class RedisServer implements AsyncDisposable {
  readonly url: string;
  private running: RunningRedis;

  private constructor(running: RunningRedis) {
    this.running = running;
    this.url = running.url;
  }

  static async start(): Promise<RedisServer> {
    return new RedisServer(await startRedis(undefined, false));
  }

  kill(): Promise<void> {
    return this.running.kill();
  }

  async comeBack(): Promise<void> {
    this.running = await startRedis(this.running.port, false);
  }

  /** Connections stay open and nothing is answered: what a hung machine looks like. */
  freeze(): void {
    process.kill(this.running.child.pid, 'SIGSTOP');
  }

  thaw(): void {
    process.kill(this.running.child.pid, 'SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.running.child.isRunning()) await this.kill();
  }
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBridge } from '@keyhold/stack/src/bridge.ts';
import type { RunningBridge } from '@keyhold/stack/src/bridge.ts';
import { stateSubfolder } from '@keyhold/stack/src/paths.ts';
import { testRun } from './test-run.ts';
import type { TestRealm } from './test-realm.ts';

/** A bridge for one test realm, with a store of its own, that can be stopped, killed and started again on that store. */
export class BridgeProcess implements AsyncDisposable {
  readonly url: string;
  /** Stays after the test: what a failure looks like from inside. */
  readonly logFile: string;
  private readonly dir: string;
  private readonly env: Record<string, string>;
  private running: RunningBridge | undefined;

  private constructor(url: string, dir: string, env: Record<string, string>) {
    this.url = url;
    this.logFile = join(stateSubfolder('logs'), `bridge-of-${env['KEYHOLD_REALM']}.log`);
    this.dir = dir;
    this.env = env;
  }

  /** `env` adds to, or replaces, what this realm's bridge is told. */
  static async startFor(realm: TestRealm, env: Record<string, string> = {}): Promise<BridgeProcess> {
    const dir = await mkdtemp(join(tmpdir(), 'keyhold-bridge-'));
    const bridge = new BridgeProcess(realm.bridgeUrl, dir, {
      KEYHOLD_PUBLIC_URL: realm.bridgeUrl,
      KEYHOLD_PORT: String(realm.bridgePort),
      KEYHOLD_KEYCLOAK_URL: testRun().keycloakUrl,
      KEYHOLD_REALM: realm.name,
      KEYHOLD_CLIENT_ID: realm.bridge.clientId,
      KEYHOLD_CLIENT_SECRET: realm.bridge.clientSecret,
      KEYHOLD_SESSION_KEY: randomBytes(32).toString('base64'),
      KEYHOLD_STORE: `sqlite:${join(dir, 'sessions.sqlite')}`,
      ...env,
    });
    await bridge.start();
    return bridge;
  }

  async start(): Promise<void> {
    this.running = await startBridge({ env: this.env, logFile: this.logFile, ownGroup: false });
  }

  /** Ends it as a deployment would. */
  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** SIGKILL: nothing of its own is finished or written any more. */
  async kill(): Promise<void> {
    await this.running?.kill();
    this.running = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.dir, { recursive: true });
  }
}

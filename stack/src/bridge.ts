import { join } from 'node:path';
import { consoleFolder } from './build/console.ts';
import { freePort } from './machine/ports.ts';
import { repository, stateSubfolder } from './paths.ts';
import { startChild, type Child } from './process/child.ts';
import { untilReady } from './process/until-ready.ts';

export interface BridgeOptions {
  /** Configuration as the bridge reads it (`KEYHOLD_…`). Without KEYHOLD_PORT a free port is taken. */
  env: Record<string, string>;
  /** For Node itself, such as `--watch`. */
  nodeOptions?: string[];
  logFile?: string;
  /** As in `ChildOptions`: test files say false. */
  ownGroup?: boolean;
  /** Called as soon as the process exists. */
  started?: (child: Child) => void;
  signal?: AbortSignal | undefined;
}

export interface RunningBridge {
  /** Where it listens, without a base path. */
  url: string;
  child: Child;
  /** Ends it gracefully. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a bridge as a process of its own and waits until it is alive. It sees no KEYHOLD_ variable but those given. */
export async function startBridge(options: BridgeOptions): Promise<RunningBridge> {
  const port = options.env['KEYHOLD_PORT'] ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = await startChild({
    name: 'The bridge',
    command: process.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      ...(options.nodeOptions ?? []),
      join(repository, 'bridge/bin/keyhold-bridge.mjs'),
    ],
    cwd: join(repository, 'bridge'),
    env: { ...foreignVariables(), KEYHOLD_CONSOLE_DIR: consoleFolder, KEYHOLD_PORT: port, ...options.env },
    logFile: options.logFile ?? join(stateSubfolder('logs'), `bridge-${port}.log`),
    ownGroup: options.ownGroup ?? true,
  });
  options.started?.(child);
  try {
    // A public URL with a path puts every route below it.
    const base = new URL(options.env['KEYHOLD_PUBLIC_URL'] ?? url).pathname.replace(/\/$/, '');
    await untilReady({ child, url: `${url}${base}/healthz`, withinSeconds: 30, signal: options.signal });
  } catch (error) {
    await child.stop(0);
    throw error;
  }
  return { url, child, stop: () => child.stop(15), kill: () => child.kill() };
}

/** The environment without our own settings and without the flags that jest needs. */
function foreignVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('KEYHOLD_') && name !== 'NODE_OPTIONS'),
  );
}

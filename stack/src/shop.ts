import { join } from 'node:path';
import { repository } from './paths.ts';
import { startChild, type Child } from './process/child.ts';
import { untilReady } from './process/until-ready.ts';

export interface ShopOptions {
  url: string;
  /** Of the realm that it signs users in at. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  logFile: string;
  /** Called as soon as the process exists, long before it answers. */
  started?: (child: Child) => void;
  signal?: AbortSignal | undefined;
  ownGroup?: boolean;
}

/** Starts `examples/shop` as a process of its own, on loopback, and waits until it answers. */
export async function startShop({ url, issuer, clientId, clientSecret, ...options }: ShopOptions): Promise<Child> {
  const cwd = join(repository, 'examples/shop');
  const settings = {
    SHOP_URL: url,
    SHOP_ISSUER: issuer,
    SHOP_CLIENT_ID: clientId,
    SHOP_CLIENT_SECRET: clientSecret,
  };
  const child = await startChild({
    name: 'The shop',
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(cwd, 'src/main.ts')],
    cwd,
    env: { PATH: process.env['PATH'], ...settings },
    logFile: options.logFile,
    ownGroup: options.ownGroup ?? true,
  });
  options.started?.(child);
  try {
    await untilReady({ child, url, withinSeconds: 30, signal: options.signal });
  } catch (error) {
    await child.stop(0);
    throw error;
  }
  return child;
}

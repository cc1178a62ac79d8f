import { createApp } from './app.ts';
import { ConfigurationError, insecureValues, readConfig, unknownVariables, type Config } from './config.ts';
import { bridgeName } from './http/cookies.ts';
import { createLog } from './http/log.ts';
import { serve } from './server.ts';
import { openStore } from './store/open-store.ts';

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  for (const sentence of insecureValues(config)) log.warn(sentence);
  for (const name of unknownVariables(process.env))
    log.warn(`${name} is not a setting of the bridge and has no effect`);

  const store = await openStore(config.store, bridgeName(config), log);
  const { app, sweep } = createApp({ config, log, store });
  const server = await serve(app, config.host, config.port);
  log.info({ port: server.port, publicUrl: config.publicUrl, realm: config.realm }, 'listening');
  sweep.start();

  // Whatever nobody caught leaves the process in a state that nobody knows: say it (without what hangs on the error) and end.
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (err: unknown) => {
      log.fatal({ err }, 'unexpected');
      process.exit(1);
    });
  }

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await Promise.all([server.stop(), sweep.stop()]);
    await store.close();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}

try {
  await start(readConfig(process.env));
} catch (error) {
  // A known fault is a sentence; only an unknown one shows where it came from.
  const known = error instanceof ConfigurationError || (error instanceof Error && error.name === 'StoreInUse');
  const listen = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  process.stderr.write(`${known || listen ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
}

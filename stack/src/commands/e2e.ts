import { jestArguments, jestEnvironment } from '../checks/jest.ts';
import { claimTestState, startTestServers } from '../checks/test-servers.ts';
import { runCommand } from '../command.ts';
import { installPrograms } from '../machine/programs.ts';
import { repository } from '../paths.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { runInTerminal } from '../process/terminal.ts';
import { Progress } from '../progress.ts';

// `npm run e2e -- sessions` runs the files of one room; more words narrow it further, flags go to jest.
await runCommand(async () => {
  const words = process.argv.slice(2);
  const patterns = words.filter((word) => !word.startsWith('-')).map((word) => `test/e2e/.*${word}`);
  const flags = words.filter((word) => word.startsWith('-'));
  const [progress, signal] = [new Progress(), stopSignal()];
  await progress.step('Chromium, Redis, OpenSSL, OpenLDAP', (tell) =>
    installPrograms(['chromium', 'redis-server', 'openssl', 'slapd', 'slapadd'], tell, signal),
  );
  const jest = (env: NodeJS.ProcessEnv): Promise<number> =>
    runInTerminal({
      command: process.execPath,
      args: [...jestArguments({ project: 'e2e', patterns, workers: 1 }), ...flags],
      cwd: repository,
      env: jestEnvironment(env),
    });
  // With KEYHOLD_E2E_REUSE=1 the tests' own set-up keeps servers up from run to run.
  if (process.env['KEYHOLD_E2E_REUSE'] === '1') return jest({});

  const record = await claimTestState();
  try {
    const servers = await progress.step('Test servers', () => startTestServers(record, signal));
    try {
      return await jest(servers.env);
    } finally {
      await progress.step('Ending the test servers', () => servers.stop());
    }
  } finally {
    record.release();
  }
});

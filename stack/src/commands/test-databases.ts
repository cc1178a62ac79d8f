import { sum, summaryLine, type Count } from '../checks/count.ts';
import { javaStep } from '../checks/java-step.ts';
import { runStep } from '../checks/step.ts';
import { runCommand } from '../command.ts';
import { startMariadb } from '../databases/mariadb.ts';
import { startPostgresql } from '../databases/postgresql.ts';
import { installPrograms } from '../machine/programs.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { Progress } from '../progress.ts';

// The plugin's JUnit tests once more on the databases that production uses, one after the other.
await runCommand(async () => {
  const [progress, signal] = [new Progress(), stopSignal()];
  await progress.step('PostgreSQL and MariaDB', (tell) =>
    installPrograms(['postgres', 'mariadbd', 'mariadb-install-db', 'my_print_defaults'], tell, signal),
  );
  const counts: Count[] = [];
  for (const start of [startPostgresql, startMariadb]) {
    const database = await start(signal);
    try {
      const options = { url: database.jdbcUrl, user: database.user, password: database.password };
      const args = Object.entries(options).map(([name, value]) => `-Dkeyhold.db.${name}=${value}`);
      counts.push(await runStep(javaStep(`Plugin on ${database.name}`, ['test', ...args]), progress, signal));
    } finally {
      await database.stop();
    }
  }
  const total = sum(counts);
  console.log(summaryLine(total));
  return total.failed === 0 ? 0 : 1;
});

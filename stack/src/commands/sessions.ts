import { makeSessions } from '@keyhold/realm-config/demo';
import { runCommand } from '../command.ts';
import { readRunFile } from '../demo/run-file.ts';
import { Progress } from '../progress.ts';

// `npm run sessions -- [user] [count]`: bob signs in 40 times, so that the page has a long list to show.
await runCommand(async () => {
  const [username = 'bob', number = '40'] = process.argv.slice(2);
  const count = Number(number);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw new Error(`${number} is no number of sessions. Example: npm run sessions -- bob 40`);
  }
  const run = readRunFile();
  if (run === undefined) throw new Error('No demo runs. Start one with npm start.');
  const user = run.users.find((candidate) => candidate.username === username);
  if (user === undefined) {
    const names = run.users.map((candidate) => candidate.username).join(', ');
    throw new Error(`The demo has no user ${username}. It has: ${names}.`);
  }
  await new Progress().step(`${count} sessions of ${username}`, () =>
    makeSessions({ url: run.keycloakUrl, realm: run.realm, username, password: user.password, count }),
  );
  return 0;
});

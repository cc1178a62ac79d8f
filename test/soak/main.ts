import { parseArgs } from 'node:util';
import { stopSignal } from '@keyhold/stack/src/process/stop-signal.ts';
import { Nodes } from './nodes.ts';
import { guessPins } from './pin-guesses.ts';

// `npm run soak -- [--rounds N]`: what needs two Keycloak nodes on one PostgreSQL. It fails as soon as something is otherwise.
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 1000)) {
  console.error(`--rounds ${values.rounds}: a number from 1 to 1000 is expected.`);
  process.exit(1);
}

await using nodes = await Nodes.start(stopSignal(), (words) => {
  console.log(words);
});
console.log('\nWrong PINs over the page and the sign-in step of both nodes');
await guessPins(nodes, rounds);

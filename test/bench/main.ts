import { parseArgs } from 'node:util';
import { bridgeStart } from './bridge-start.bench.ts';
import { overview } from './overview.bench.ts';
import { page } from './page.bench.ts';
import { passkeys } from './passkeys.bench.ts';
import type { BenchWishes } from './pairs.ts';
import { recoveryCode } from './recovery-code.bench.ts';
import { pin } from './pin.bench.ts';
import { print, save } from './report.ts';
import type { BenchReport } from './report.ts';
import { withBenchServers } from './servers.ts';
import { signIn } from './sign-in.bench.ts';

/**
 * `npm run bench -- [page|overview|sign-in|recovery-code|passkeys|pin|bridge-start …] [--json FILE] [--pairs N]`: figures beside a peer's in
 * the same run.
 */
const benches: Record<string, (wishes: BenchWishes) => Promise<BenchReport[]>> = {
  page,
  overview,
  'sign-in': signIn,
  'recovery-code': recoveryCode,
  passkeys,
  pin,
  'bridge-start': bridgeStart,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, pairs: { type: 'string' } },
  allowPositionals: true,
});
const wanted = positionals.length === 0 ? Object.keys(benches) : positionals;
const unknown = wanted.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
const pairs = values.pairs === undefined ? undefined : Number(values.pairs);
if (pairs !== undefined && !(Number.isInteger(pairs) && pairs >= 1 && pairs <= 400)) {
  console.error(`--pairs ${values.pairs}: a number from 1 to 400 is expected.`);
  process.exit(1);
}

const reports: BenchReport[] = [];
await withBenchServers(async () => {
  for (const name of wanted) {
    console.log(`\nMeasuring ${name} …`);
    for (const report of (await benches[name]?.(pairs === undefined ? {} : { pairs })) ?? []) {
      print(report);
      reports.push(report);
    }
  }
});
if (values.json !== undefined) await save(values.json, reports);
// A missed goal is a figure to read, not a failure of the command: machines are noisy.

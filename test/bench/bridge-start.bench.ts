import { BridgeProcess } from '../support/bridge-process.ts';
import { TestRealm } from '../support/test-realm.ts';
import type { BenchReport } from './report.ts';
import { median, quantile } from './statistics.ts';

const starts = 15;

/** From the start of the process until it answers. */
export async function bridgeStart(): Promise<BenchReport[]> {
  await using realm = await TestRealm.make();
  await using bridge = await BridgeProcess.startFor(realm);
  const times: number[] = [];
  for (let i = 0; i < starts; i++) {
    await bridge.stop();
    const before = performance.now();
    await bridge.start();
    times.push(performance.now() - before);
  }
  const typical = median(times);
  return [
    {
      name: `Bridge, process start to first answer, ${starts} starts`,
      rows: [{ 'median ms': Math.round(typical), 'p95 ms': Math.round(quantile(times, 0.95)) }],
      goals: [
        { what: 'start to listening', measured: `${Math.round(typical)} ms`, goal: '≤ 2000 ms', met: typical <= 2000 },
      ],
      raw: times,
    },
  ];
}

import { Agent, request } from 'node:http';
import { quantile } from './statistics.ts';

export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly errors: number;
  readonly calls: number;
}

/** A client of its own: the same URL for all, its own cookie or token each. */
export interface LoadClient {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Each client calls again as soon as it has its answer, for the given time; every answer but 200 is an error. */
export async function load(clients: readonly LoadClient[], milliseconds: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients.length });
  const latencies: number[] = [];
  let errors = 0;
  const start = performance.now();
  const end = start + milliseconds;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        const before = performance.now();
        const status = await call(client, agent);
        latencies.push(performance.now() - before);
        if (status !== 200) errors++;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
    errors,
    calls: latencies.length,
  };
}

function call(client: LoadClient, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(client.url, { agent, headers: { ...client.headers } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.setTimeout(30_000, () => outgoing.destroy(new Error('no answer in 30 s')));
    outgoing.end();
  });
}

import { writeFile } from 'node:fs/promises';

export interface Goal {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly met: boolean;
}

/** Everything a run measured: rows to read, goals to judge by, raw figures for whoever wants to compute again. */
export interface BenchReport {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly goals: readonly Goal[];
  readonly raw: unknown;
}

export function print(report: BenchReport): void {
  console.log(`\n${report.name}`);
  console.table(report.rows);
  for (const goal of report.goals) {
    console.log(`${goal.met ? 'met   ' : 'MISSED'}  ${goal.what}: ${goal.measured} (goal ${goal.goal})`);
  }
}

export async function save(file: string, reports: readonly BenchReport[]): Promise<void> {
  const machine = { node: process.version, platform: process.platform, arch: process.arch };
  await writeFile(file, `${JSON.stringify({ format: 1, at: new Date().toISOString(), machine, reports }, null, 2)}\n`);
}

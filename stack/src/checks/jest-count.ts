import { existsSync, readFileSync } from 'node:fs';
import type { Count } from './count.ts';

const failures = ['numFailedTests', 'numRuntimeErrorTestSuites', 'numPendingTests', 'numTodoTests'];

/** Reads the counts from the file that `jest --json --outputFile` wrote; nothing when there is none. */
export function countJest(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const result = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const number = (name: string): number => (typeof result[name] === 'number' ? result[name] : 0);
  return {
    passed: number('numPassedTests'),
    failed: failures.reduce((all, name) => all + number(name), 0),
  };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sum, type Count } from './count.ts';

/** Adds up the reports that Maven's surefire and failsafe left in these folders. */
export function countSurefire(folders: string[]): Count {
  const reports = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => /TEST-.*\.xml$/.test(file));
  return sum(reports.map((file) => countReport(readFileSync(file, 'utf8'))));
}

/** The counts stand as attributes of the outermost element. */
export function countReport(xml: string): Count {
  const suite = /<testsuite\s[^>]*>/.exec(xml)?.[0] ?? '';
  const number = (name: string): number => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const bad = number('failures') + number('errors') + number('skipped');
  return { passed: Math.max(0, number('tests') - bad), failed: bad };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judge, sum, summaryLine } from './count.ts';
import { countWords } from './gallery-step.ts';
import { countJest } from './jest-count.ts';
import { countReport } from './surefire-count.ts';

describe('counting tests', () => {
  test('adds steps up to the one last line', () => {
    expect(
      summaryLine(
        sum([
          { passed: 3, failed: 0 },
          { passed: 4, failed: 1 },
        ]),
      ),
    ).toBe('7 passed, 1 failed');
  });

  test('takes a step that ran no test, or ended badly without a failed test, for a failure', () => {
    expect(judge({ passed: 0, failed: 0 }, true)).toEqual({ passed: 0, failed: 1 });
    expect(judge({ passed: 5, failed: 0 }, false)).toEqual({ passed: 5, failed: 1 });
    expect(judge({ passed: 5, failed: 2 }, false)).toEqual({ passed: 5, failed: 2 });
    expect(judge({ passed: 5, failed: 0 }, true)).toEqual({ passed: 5, failed: 0 });
  });

  test('counts skipped tests and files that could not be read as failed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyhold-count-'));
    const file = join(folder, 'jest.json');
    const result = {
      numPassedTests: 8,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    };
    writeFileSync(file, JSON.stringify(result));
    expect(countJest(file)).toEqual({ passed: 8, failed: 5 });
    rmSync(folder, { recursive: true });
    expect(countJest(file)).toEqual({ passed: 0, failed: 0 });
  });

  test('reads the reports of JUnit', () => {
    const report =
      '<?xml version="1.0"?>\n<testsuite xmlns:x="y" name="a" time="0.1" tests="7" errors="1" skipped="1" failures="2">';
    expect(countReport(report)).toEqual({ passed: 3, failed: 4 });
    expect(countReport('')).toEqual({ passed: 0, failed: 0 });
  });

  test('reads the last counts in the words of a program', () => {
    expect(countWords('1 passed, 1 failed\nmore\n5 passed, 0 failed\n')).toEqual({ passed: 5, failed: 0 });
    expect(countWords('21 states, 126 views, 2 failed')).toEqual({ passed: 124, failed: 2 });
    expect(countWords('nothing')).toEqual({ passed: 0, failed: 0 });
  });
});

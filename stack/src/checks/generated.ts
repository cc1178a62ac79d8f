import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { sourceFiles } from '../build/stamp.ts';
import { repository } from '../paths.ts';
import { generateAll } from './generate.ts';
import type { Step } from './step.ts';

/** Generates everything again and fails when a file changed by it. The new bytes stay: they are what to commit. */
export function generatedStep(): Step {
  return {
    name: 'Generated files',
    run: async ({ logFile, signal }) => {
      const before = snapshot();
      const generating = await generateAll(logFile, signal);
      const stale = [...snapshot()]
        .filter(([file, bytes]) => before.get(file)?.equals(bytes) !== true)
        .map(([file]) => relative(repository, file));
      if (stale.length > 0) {
        throw new Error(
          `These generated files were not current. They are now: look at them and commit.\n  ${stale.join('\n  ')}`,
        );
      }
      return { passed: generating.length, failed: generating.length === 0 ? 1 : 0 };
    },
  };
}

function snapshot(): Map<string, Buffer> {
  return new Map(sourceFiles([repository]).map((file) => [file, readFileSync(file)]));
}

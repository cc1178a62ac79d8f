import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.ts';
import { generatedStep } from './generated.ts';
import { jestStep } from './jest.ts';
import { programStep, type Step } from './step.ts';
import { parts } from './parts.ts';

const tool = (path: string): string => join(repository, 'node_modules', path);

/** Format, lint, types of each part, generated files and structure: what needs no server. */
export function cheapSteps(): Step[] {
  const typed = [...parts(), 'demo'].filter((part) => existsSync(join(repository, part, 'tsconfig.json')));
  return [
    programStep('Format', process.execPath, [tool('prettier/bin/prettier.cjs'), '--check', '.']),
    programStep('Lint', process.execPath, [tool('eslint/bin/eslint.js'), '.']),
    ...typed.map((part) => programStep(`Types of ${part}`, tool('.bin/tsc'), ['--noEmit', '-p', part])),
    generatedStep(),
    jestStep('Structure', { project: 'structure', workers: 2 }),
  ];
}

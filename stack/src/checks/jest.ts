import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository, stateSubfolder } from '../paths.ts';
import { runProgram } from '../process/run.ts';
import { countJest } from './jest-count.ts';
import { judge } from './count.ts';
import { plainEnvironment, type Step } from './step.ts';

export interface JestRequest {
  /** The name of a project in jest.config.mjs. */
  project: string;
  /** Paths or parts of them; all files of the project without. */
  patterns?: string[];
  workers: number;
  env?: NodeJS.ProcessEnv;
}

/** The command line of jest for one project. */
export function jestArguments({ project, patterns = [], workers }: JestRequest): string[] {
  return [
    join(repository, 'node_modules/jest/bin/jest.js'),
    ...['--selectProjects', project, '--maxWorkers', String(workers)],
    // Browsers and keep-alive connections may still be closing; what matters is counted by then.
    '--forceExit',
    ...(patterns.length === 0 ? [] : ['--testPathPatterns', ...patterns]),
  ];
}

/** Jest reads ES modules only with this flag. */
export function jestEnvironment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };
}

/** A step that is one jest project. */
export function jestStep(name: string, request: JestRequest): Step {
  return {
    name,
    run: async ({ logFile, signal }) => {
      const result = join(stateSubfolder('test', 'results'), `${request.project}.json`);
      rmSync(result, { force: true });
      const { ending } = await runProgram({
        name,
        command: process.execPath,
        args: [...jestArguments(request), '--json', '--outputFile', result],
        cwd: repository,
        env: jestEnvironment({ ...plainEnvironment(), ...request.env }),
        logFile,
        signal,
      });
      return judge(countJest(result), ending === 'exit code 0');
    },
  };
}

/** The projects of jest.config.mjs, in its order. */
export async function jestProjects(): Promise<string[]> {
  const { default: config } = (await import(join(repository, 'jest.config.mjs'))) as {
    default: { projects: { displayName: string }[] };
  };
  return config.projects.map(({ displayName }) => displayName);
}

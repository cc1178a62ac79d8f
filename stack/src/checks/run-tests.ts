import { installPrograms } from '../machine/programs.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { elapsed, Progress } from '../progress.ts';
import { cheapSteps } from './cheap-steps.ts';
import { onePassed, sum, summaryLine, type Count } from './count.ts';
import { galleryStep } from './gallery-step.ts';
import { javaStep } from './java-step.ts';
import { jestProjects, jestStep } from './jest.ts';
import { runStep, type Step } from './step.ts';
import { claimTestState, startTestServers, type TestServers } from './test-servers.ts';

// Two files at a time where a test needs no server; one where real time counts.
const plentyOfWorkers = 2;

/**
 * Everything that proves Keyhold on this machine. The servers start while the cheap steps run. Prints one line
 * `N passed, N failed` at the end and returns 1 when anything failed.
 */
export async function runTests(): Promise<number> {
  const began = Date.now();
  const [progress, signal] = [new Progress(), stopSignal()];
  const total = sum(await countAll(progress, signal));
  progress.say(`\nTook ${elapsed(began)}.`);
  progress.say(summaryLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function countAll(progress: Progress, signal: AbortSignal): Promise<Count[]> {
  const record = await claimTestState();
  let servers: Promise<TestServers> | undefined;
  try {
    const counts = [await runStep(programsStep(), progress, signal)];
    servers = progress.step('Test servers', () => startTestServers(record, signal));
    // Their failure is reported by the step that needs them.
    servers.catch(() => undefined);
    for (const step of await allSteps(servers)) counts.push(await runStep(step, progress, signal));
    return counts;
  } finally {
    await servers?.then(
      (running) => progress.step('Ending the test servers', () => running.stop()),
      () => undefined,
    );
    record.release();
  }
}

async function allSteps(servers: Promise<TestServers>): Promise<Step[]> {
  const others = (await jestProjects()).filter((project) => !['structure', 'e2e'].includes(project));
  return [
    ...cheapSteps(),
    ...others.map((project) => jestStep(title(project), { project, workers: plentyOfWorkers })),
    galleryStep(),
    // Maven may write the JAR anew, so it waits until Keycloak has taken its copy.
    after(servers, javaStep('Plugin (JUnit)')),
    endToEnd(servers),
  ];
}

/** Without them the steps that need them fail; the others still count. */
function programsStep(): Step {
  return {
    name: 'Chromium, Redis, OpenSSL, OpenLDAP',
    run: async ({ signal }) => {
      await installPrograms(['chromium', 'redis-server', 'openssl', 'slapd', 'slapadd'], () => undefined, signal);
      return onePassed;
    },
  };
}

function endToEnd(servers: Promise<TestServers>): Step {
  const name = 'End to end';
  return {
    name,
    run: async (context) => {
      const { env } = await servers;
      return jestStep(name, { project: 'e2e', workers: 1, env }).run(context);
    },
  };
}

function after(servers: Promise<TestServers>, step: Step): Step {
  return {
    name: step.name,
    run: async (context) => {
      await servers.catch(() => undefined);
      return step.run(context);
    },
  };
}

function title(project: string): string {
  return project.charAt(0).toUpperCase() + project.slice(1);
}

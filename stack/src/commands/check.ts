import { cheapSteps } from '../checks/cheap-steps.ts';
import { sum, summaryLine, type Count } from '../checks/count.ts';
import { runStep } from '../checks/step.ts';
import { runCommand } from '../command.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { Progress } from '../progress.ts';

await runCommand(async () => {
  const [progress, signal] = [new Progress(), stopSignal()];
  const counts: Count[] = [];
  for (const step of cheapSteps()) counts.push(await runStep(step, progress, signal));
  const total = sum(counts);
  console.log(summaryLine(total));
  return total.failed === 0 ? 0 : 1;
});

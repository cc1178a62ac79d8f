import { runCommand } from '../command.ts';
import { endRun } from '../demo/end-run.ts';
import { RunRecord } from '../demo/run-record.ts';

await runCommand(async () => {
  const words = {
    ended: 'Keyhold ended.',
    'swept up': 'Ended what an earlier run left.',
    'nothing ran': 'No run is up.',
  };
  console.log(words[await endRun(new RunRecord())]);
  return 0;
});

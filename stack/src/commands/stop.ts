import { runCommand } from '../command.ts';
import { endRun } from '../demo/end-run.ts';
import { removeRunFile } from '../demo/run-file.ts';
import { RunRecord } from '../demo/run-record.ts';

await runCommand(async () => {
  const words = {
    ended: 'Keyhold ended.',
    'swept up': 'Ended what an earlier run left.',
    'nothing ran': 'No run is up.',
  };
  const outcome = await endRun(new RunRecord());
  removeRunFile();
  console.log(words[outcome]);
  return 0;
});

import { join } from 'node:path';
import { generateAll } from '../checks/generate.ts';
import { runCommand } from '../command.ts';
import { stateSubfolder } from '../paths.ts';
import { stopSignal } from '../process/stop-signal.ts';
import { Progress } from '../progress.ts';

await runCommand(async () => {
  await new Progress().step('Generated files', async (tell) => {
    const generating = await generateAll(join(stateSubfolder('logs'), 'generate.log'), stopSignal());
    tell(generating.join(', '));
  });
  return 0;
});

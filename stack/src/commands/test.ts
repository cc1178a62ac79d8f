import { runCommand } from '../command.ts';
import { runTests } from '../checks/run-tests.ts';

await runCommand(runTests);

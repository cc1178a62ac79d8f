import { runCommand } from '../command.ts';
import { runDemo } from '../demo/run-demo.ts';

await runCommand(() => runDemo(process.argv.slice(2), { watch: true }));

import { chooseJdk } from './jdk.mjs';
import { atLeast } from './version.mjs';

const withJava = ['start', 'dev', 'build', 'test', 'e2e', 'bench', 'soak', 'test:databases'];

/** One sentence for each thing that a command needs and this machine lacks; all of them at once. */
export function missingThings(command, nodeVersion = process.versions.node) {
  const missing = [];
  if (!atLeast(nodeVersion, '20.19.0')) {
    missing.push(`Node ${nodeVersion} is too old: Node 20.19 or newer is needed (https://nodejs.org).`);
  }
  if (withJava.includes(command) && chooseJdk() === undefined) {
    missing.push(
      'A JDK is missing: version 17 or newer, with javac. Set JAVA_HOME, or install one (Debian: apt-get install openjdk-17-jdk-headless).',
    );
  }
  return missing;
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const suffix = process.platform === 'win32' ? '.exe' : '';
const jvmFolders = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt/java',
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), '.sdkman/candidates/java'),
];

/**
 * The newest JDK of this machine: JAVA_HOME, the one on the PATH, and what stands in the usual folders.
 * Undefined when there is none of the wanted version (17 by default). A JRE without `javac` does not count.
 */
export function chooseJdk(wanted = 17, candidates = candidateHomes()) {
  const found = new Map();
  for (const home of candidates) {
    const major = jdkMajor(home);
    if (major !== undefined && major >= wanted) found.set(realpathSync(home), major);
  }
  const [best] = [...found].sort(([, one], [, other]) => other - one);
  return best === undefined ? undefined : { home: best[0], major: best[1] };
}

/** The major version behind `JAVA_VERSION="17.0.15"` in a JDK's `release` file. */
export function majorOf(releaseFile) {
  const version = /^JAVA_VERSION="?(\d+)(?:\.(\d+))?/m.exec(releaseFile);
  if (version === null) return undefined;
  return version[1] === '1' ? Number(version[2]) : Number(version[1]);
}

function jdkMajor(home) {
  if (!existsSync(join(home, 'bin', `javac${suffix}`)) || !existsSync(join(home, 'bin', `jar${suffix}`)))
    return undefined;
  const release = join(home, 'release');
  if (existsSync(release)) return majorOf(readFileSync(release, 'utf8'));
  // Some packagers leave the release file out; then the compiler itself is asked.
  const answer = execFileSync(join(home, 'bin', `javac${suffix}`), ['-version'], { encoding: 'utf8' });
  return majorOf(`JAVA_VERSION=${answer.replace('javac', '').trim()}`);
}

function* candidateHomes() {
  if (process.env.JAVA_HOME) yield process.env.JAVA_HOME;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const compiler = join(folder, `javac${suffix}`);
    if (folder !== '' && existsSync(compiler)) yield dirname(dirname(realpathSync(compiler)));
  }
  for (const folder of jvmFolders) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      yield join(folder, name);
      yield join(folder, name, 'Contents/Home');
    }
  }
}

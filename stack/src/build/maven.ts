import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chooseJdk, type Jdk } from '../../bootstrap/jdk.mjs';
import { repository } from '../paths.ts';

const windows = process.platform === 'win32';

/** The newest JDK of this machine. */
export function requireJdk(): Jdk {
  const jdk = chooseJdk();
  if (jdk === undefined) throw new Error('A JDK is missing: version 17 or newer. Set JAVA_HOME, or install one.');
  return jdk;
}

/** The environment in which Maven and Keycloak use that JDK. */
export function javaEnvironment(jdk: Jdk): NodeJS.ProcessEnv {
  const folders = [join(jdk.home, 'bin'), process.env.PATH ?? ''];
  // The Maven wrapper needs an unzip; ours stands in where the machine has none.
  if (!windows && onPath('unzip') === undefined) folders.push(join(repository, 'stack/bin'));
  return { ...process.env, JAVA_HOME: jdk.home, PATH: folders.join(delimiter) };
}

/** Maven from the PATH, else the wrapper that fetches it. */
export function mavenCommand(): string {
  return onPath(windows ? 'mvn.cmd' : 'mvn') ?? join(repository, 'plugin', windows ? 'mvnw.cmd' : 'mvnw');
}

function onPath(name: string): string | undefined {
  const folder = (process.env.PATH ?? '').split(delimiter).find((one) => one !== '' && existsSync(join(one, name)));
  return folder === undefined ? undefined : join(folder, name);
}

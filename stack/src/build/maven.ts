import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chooseJdk, type Jdk } from '../../bootstrap/jdk.mjs';
import { repository } from '../paths.ts';

/** The newest JDK of this machine. */
export function requireJdk(): Jdk {
  const jdk = chooseJdk();
  if (jdk === undefined) throw new Error('A JDK is missing: version 17 or newer. Set JAVA_HOME, or install one.');
  return jdk;
}

/** The environment in which Maven and Keycloak use that JDK. */
export function javaEnvironment(jdk: Jdk): NodeJS.ProcessEnv {
  return { ...process.env, JAVA_HOME: jdk.home, PATH: `${join(jdk.home, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
}

/** Maven from the PATH, else the wrapper that fetches it. */
export function mavenCommand(): string {
  const windows = process.platform === 'win32';
  const name = windows ? 'mvn.cmd' : 'mvn';
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
  }
  return join(repository, 'plugin', windows ? 'mvnw.cmd' : 'mvnw');
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../process/run.ts';
import { repository, stateSubfolder } from '../paths.ts';
import type { Tell } from '../progress.ts';
import { javaEnvironment, mavenCommand, requireJdk } from './maven.ts';
import { hashSources, Stamp } from './stamp.ts';

const plugin = join(repository, 'plugin');

/** Builds the plugin's JAR when its sources changed and returns its path. */
export async function buildPlugin(tell: Tell, signal?: AbortSignal): Promise<string> {
  const sources = hashSources(repository, [join(plugin, 'pom.xml'), join(plugin, '.mvn'), join(plugin, 'src/main')]);
  const stamp = new Stamp(join(stateSubfolder('build'), 'plugin.stamp'));
  const standing = findJar();
  if (standing !== undefined && stamp.matches(sources)) {
    tell('unchanged');
    return standing;
  }
  tell('Maven');
  await runOrThrow({
    name: 'Building the plugin',
    command: mavenCommand(),
    args: ['-B', '-ntp', '-DskipTests', 'package'],
    cwd: plugin,
    env: javaEnvironment(requireJdk()),
    logFile: join(stateSubfolder('logs'), 'plugin-build.log'),
    signal,
  });
  const built = findJar();
  if (built === undefined) throw new Error('Maven ended well, but plugin/target/ holds no keyhold JAR.');
  stamp.write(sources);
  return built;
}

function findJar(): string | undefined {
  const target = join(plugin, 'target');
  if (!existsSync(target)) return undefined;
  const name = readdirSync(target).find(
    (file) => /^keyhold.*\.jar$/.test(file) && !/(sources|javadoc|tests)\.jar$/.test(file),
  );
  return name === undefined ? undefined : join(target, name);
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { javaEnvironment, mavenCommand, requireJdk } from '../build/maven.ts';
import { Stamp } from '../build/stamp.ts';
import { stateSubfolder } from '../paths.ts';
import { runOrThrow } from '../process/run.ts';
import type { Tell } from '../progress.ts';
import { keycloakPin } from './pin.ts';

/** The pinned Keycloak, fetched through Maven, checked against its checksum and unpacked once. Returns its folder. */
export async function provideDistribution(tell: Tell, signal?: AbortSignal): Promise<string> {
  const { version, sha256 } = keycloakPin();
  const folder = stateSubfolder('keycloak');
  const unpacked = join(folder, `keycloak-${version}`);
  const stamp = new Stamp(join(folder, `keycloak-${version}.stamp`));
  if (stamp.matches(sha256)) {
    tell('there already');
    return unpacked;
  }
  const download = join(folder, 'download');
  tell(`${version} from Maven`);
  const archive = await fetchArchive(version, download, signal);
  tell('checksum');
  const found = await sha256Of(archive);
  if (found !== sha256) {
    await rm(download, { recursive: true });
    throw new Error(
      `Keycloak ${version} has SHA-256 ${found}, but stack/keycloak.json wants ${sha256}. It was not unpacked.`,
    );
  }
  tell('unpacking');
  await rm(unpacked, { recursive: true, force: true });
  await unpack(archive, download, signal);
  await rename(join(download, `keycloak-${version}`), unpacked);
  await rm(download, { recursive: true });
  stamp.write(sha256);
  return unpacked;
}

async function fetchArchive(version: string, folder: string, signal: AbortSignal | undefined): Promise<string> {
  await mkdir(folder, { recursive: true });
  await runOrThrow({
    name: `Fetching Keycloak ${version}`,
    command: mavenCommand(),
    args: [
      ...['-B', '-ntp', 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'],
      `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`,
      `-DoutputDirectory=${folder}`,
    ],
    // Away from plugin/pom.xml: this fetches a server, not a dependency of ours.
    cwd: folder,
    env: javaEnvironment(requireJdk()),
    logFile: join(stateSubfolder('logs'), 'keycloak-fetch.log'),
    signal,
  });
  return join(folder, `keycloak-quarkus-dist-${version}.zip`);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The JDK's own `jar` unpacks archives on every machine that can run Keycloak; it only forgets who may be executed. */
async function unpack(archive: string, into: string, signal: AbortSignal | undefined): Promise<void> {
  await runOrThrow({
    name: 'Unpacking Keycloak',
    command: join(requireJdk().home, 'bin', process.platform === 'win32' ? 'jar.exe' : 'jar'),
    args: ['xf', archive],
    cwd: into,
    logFile: join(stateSubfolder('logs'), 'keycloak-unpack.log'),
    signal,
  });
  for (const entry of await readdir(into, { recursive: true })) {
    if (entry.endsWith('.sh')) await chmod(join(into, entry), 0o755);
  }
}

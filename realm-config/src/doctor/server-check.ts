import { z } from 'zod';
import type { Finding, Patient } from './finding.ts';
import { problem } from './finding.ts';

/** The oldest Keycloak whose known holes do not undo what Keyhold promises. */
export const FLOOR = '26.7.5';

const serverInfo = z.object({
  systemInfo: z.object({ version: z.string() }).optional(),
  providers: z.record(
    z.string(),
    z.object({
      providers: z.record(z.string(), z.object({ operationalInfo: z.record(z.string(), z.string()).optional() })),
    }),
  ),
});
const pluginAnswer = z.object({ name: z.literal('keyhold'), version: z.string(), enabled: z.boolean() });

/** Is the server new enough, is the JAR in it, and does it answer for this realm? */
export async function checkServer({ connection, file }: Patient): Promise<Finding[]> {
  const info = await connection.read('read the server info', serverInfo, (admin) => admin.serverInfo.find());
  const version = info.systemInfo?.version;
  const findings: Finding[] = [];
  if (version === undefined) {
    findings.push(
      problem('server', 'Keycloak does not tell its version', 'Run doctor as an administrator of the realm.'),
    );
  } else if (isBelow(version, FLOOR)) {
    findings.push(
      problem(
        'server',
        `Keycloak ${version} is below ${FLOOR} and has known holes`,
        `Upgrade Keycloak to ${FLOOR} or newer.`,
      ),
    );
  }
  if (info.providers['realm-restapi-extension']?.providers['keyhold'] === undefined) {
    findings.push(
      problem('plugin', 'the Keyhold JAR is not in this Keycloak', 'Put the JAR into providers/ and restart Keycloak.'),
    );
    return findings;
  }
  const path = `/admin/realms/${encodeURIComponent(file.realm)}/keyhold`;
  const plugin = await connection.get('ask the plugin', pluginAnswer, path);
  if (plugin?.enabled !== true) {
    findings.push(
      problem('plugin', 'the JAR is there and Keyhold is off in this realm', 'Run apply: it sets keyhold.enabled.'),
    );
  }
  return findings;
}

/** Compares dotted numbers; a suffix such as -SNAPSHOT does not count. */
export function isBelow(version: string, floor: string): boolean {
  const numbers = version.split('.').map((piece) => Number.parseInt(piece, 10) || 0);
  for (const [index, least] of floor.split('.').map(Number).entries()) {
    const difference = (numbers[index] ?? 0) - least;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

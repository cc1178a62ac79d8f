import { z } from 'zod';
import type { Finding, Patient } from './finding.ts';
import { note, problem } from './finding.ts';

const realmAnswer = z.object({ accessTokenLifespan: z.number(), bruteForceProtected: z.boolean() });
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.localhost$/;

/** Which settings of the realm weaken Keyhold, whether declared or not? */
export async function checkRealm({ connection, file }: Patient): Promise<Finding[]> {
  const realm = await connection.read(`read realm ${file.realm}`, realmAnswer, (admin) =>
    admin.realms.findOne({ realm: file.realm }),
  );
  const findings: Finding[] = [];
  if (realm.accessTokenLifespan > 60) {
    findings.push(
      note(
        'access tokens',
        `they live ${realm.accessTokenLifespan} s, and so long an ended session lives on in applications`,
        'Declare lifetimes.access-token: 60s.',
      ),
    );
  }
  if (!realm.bruteForceProtected) {
    findings.push(
      note(
        'brute-force detection',
        'it is off, so passwords may be guessed without end',
        'Declare brute-force with failures: 5.',
      ),
    );
  }
  const page = new URL(file['page-url']);
  if (page.protocol === 'http:' && !LOOPBACK.test(page.hostname)) {
    findings.push(problem('page-url', 'it is plain http', 'Serve the page by https; its cookies are lost without.'));
  }
  return findings;
}

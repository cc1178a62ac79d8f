import { readFileSync } from 'node:fs';

/** What the global set-up hands to every test file: one Keycloak with the plugin, and where its mail arrives. */
export interface TestRun {
  keycloakUrl: string;
  admin: { username: string; password: string };
  /** The JAR that runs in it, to build a second Keycloak from. */
  jar: string;
  smtpPort: number;
  mailboxUrl: string;
}

/** The variable that names the file with the servers of this run. */
export const runFileVariable = 'KEYHOLD_E2E_RUN';

/** The servers of this run. Fails where no global set-up ran: a missing server is a failure, never a skip. */
export function testRun(): TestRun {
  const path = process.env[runFileVariable];
  if (path === undefined)
    throw new Error('No test run: start these tests with `npm run e2e`, or jest --selectProjects e2e');
  return JSON.parse(readFileSync(path, 'utf8')) as TestRun;
}

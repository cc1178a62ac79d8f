import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { fakeCaller, withEndingGrant } from '../../testing/fake-caller.ts';
import { sessionsService } from './sessions.service.ts';

// Threat: an id that makes the bridge, with the person's token in hand, call something else than "end this session".
// Bound: whatever the id, the plugin is called at exactly one place below /sessions/, or not at all.
test('no id leads anywhere but to one session', async () => {
  let paths: string[] = [];
  const plugin: PluginApi = {
    call: (_caller, { path }) => {
      paths.push(path);
      return Promise.resolve(undefined as never);
    },
  };
  const webSessions = { endByKeycloakSession: () => Promise.resolve(0), endBySubject: () => Promise.resolve(0) };
  const sessions = sessionsService({ plugin, webSessions, log: { error: () => undefined } });
  const climbing = fc
    .array(fc.constantFrom('.', '..', '/', '%2e', '%2f', '\\', '?', '#', '~', ' ', 'a'))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.oneof(climbing, fc.string(), fc.string({ unit: 'binary' })), async (id) => {
      paths = [];
      await sessions.end(withEndingGrant(fakeCaller()), id).catch(() => undefined);
      for (const path of paths) {
        const { pathname, search, hash } = new URL(`http://keycloak/realms/r/keyhold${path}`);
        expect([pathname, search, hash]).toEqual([`/realms/r/keyhold/sessions/${id}`, '', '']);
      }
    }),
    { numRuns: 2000 },
  );
});

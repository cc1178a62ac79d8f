import { z } from 'zod';
import {
  pluginAssertion,
  pluginChallenge,
  type assertionResponse,
  type challenge,
} from '../../factors/assertion.schema.ts';
import { cancelEnrolment, confirmEnrolment, openEnrolment } from '../../factors/confirm-enrolment.ts';
import type { KeyKind } from '../../factors/key-kind.schema.ts';
import { requireHere } from '../../factors/relying-party.ts';
import type { Caller, StoredEnrolment } from '../../http/caller.ts';
import { requirePathId } from '../../keycloak/path-id.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { forgetShownCredentials } from '../../sync/shown.ts';
import { withGrant } from '../reauthentication/grants.ts';
import { allowsUnprompted, challengeLife, creationOptions, newChallenge } from './creation-options.ts';
import { passkeysProblems } from './passkeys.problems.ts';
import {
  enrolled,
  passkeyItem,
  pluginEnrolment,
  pluginRedirect,
  type Confirmation,
  type enrolment,
  type enrolmentStart,
  type redirect,
} from './passkeys.schema.ts';
import { verifyRegistration } from './registration.ts';

export interface PasskeysService {
  /** Begins an enrolment: the challenge is kept here; Keycloak learns of the key with the confirmation. */
  start(caller: Caller, wish: z.output<typeof enrolmentStart>): Promise<z.output<typeof enrolment>>;
  /** Throws `enrolment-gone`, `registration-refused` with the reason, and what the plugin refuses. */
  confirm(caller: Caller, id: string, confirmation: Confirmation): Promise<z.output<typeof enrolled>>;
  cancel(caller: Caller, id: string): Promise<undefined>;
  /** Has Keycloak allow its own registration action once; answers where the browser starts it. */
  redirect(caller: Caller, kind: KeyKind): Promise<z.output<typeof redirect>>;
  startTest(caller: Caller, credential: string): Promise<z.output<typeof challenge>>;
  /** Throws `challenge-gone` and `assertion-refused` with the reason. */
  confirmTest(caller: Caller, id: string, response: z.output<typeof assertionResponse>): Promise<Passkey>;
  rename(caller: Caller, id: string, label: string): Promise<Passkey>;
  remove(caller: Caller, id: string): Promise<undefined>;
}

export interface PasskeysDeps {
  readonly plugin: PluginApi;
  /** The page's own. */
  readonly origin: string;
  readonly basePath: string;
}

type Passkey = z.output<typeof passkeyItem>;

/** Answers that say that this very key cannot be taken: a challenge is answered once. */
const refusing: readonly string[] = [
  passkeysProblems.registrationRefused.slug,
  passkeysProblems.alreadyRegistered.slug,
];

export const passkeysService = ({ plugin, origin, basePath }: PasskeysDeps): PasskeysService => ({
  start: (caller, { kind, mediation: wished }) =>
    withGrant(caller, 'passkeys.enrol', kind, async (grant) => {
      const started = await plugin.call(caller, {
        method: 'POST',
        path: '/passkeys/enrolments',
        body: { kind },
        grant,
        answer: pluginEnrolment,
      });
      const { id, policy } = started;
      requireHere(policy.rpId, origin);
      const challenge = newChallenge();
      const expiresAt = soonest(started.expiresAt, Date.now() + challengeLife);
      const mediation = kind === 'passkey' && allowsUnprompted(policy) ? wished : undefined;
      await caller.keepEnrolment({ room: 'passkeys', id, kind, policy, challenge, mediation, grant, expiresAt });
      return { id, expiresAt, options: await creationOptions(started, challenge), mediation: mediation ?? 'optional' };
    }),

  confirm: async (caller, id, { response, label }) => {
    openEnrolment(caller, 'passkeys', id);
    return confirmEnrolment(
      caller,
      'passkeys',
      id,
      async (claimed) => {
        await verifyRegistration(response, claimed, origin);
        return store(plugin, caller, claimed, response.response, label);
      },
      refusing,
    );
  },

  cancel: (caller, id) => cancelEnrolment(caller, 'passkeys', id),

  redirect: (caller, kind) =>
    withGrant(caller, 'passkeys.enrol', kind, async (grant) => {
      const { action } = await plugin.call(caller, {
        method: 'POST',
        path: '/passkeys/redirects',
        body: { kind },
        grant,
        answer: pluginRedirect,
      });
      return { location: `${basePath}/auth/actions/${action}` };
    }),

  startTest: async (caller, credential) => {
    const { publicKey, ...test } = await plugin.call(caller, {
      method: 'POST',
      path: '/passkeys/tests',
      body: { credential },
      answer: pluginChallenge,
    });
    requireHere(publicKey.rpId, origin);
    return { ...test, options: publicKey };
  },

  confirmTest: (caller, id, response) => {
    requirePathId(id);
    return plugin.call(caller, {
      method: 'PUT',
      path: `/passkeys/tests/${id}`,
      body: { assertion: pluginAssertion(response) },
      answer: passkeyItem,
    });
  },

  rename: async (caller, id, label) => {
    requirePathId(id);
    const path = `/passkeys/${id}` as const;
    const item = await plugin.call(caller, { method: 'PUT', path, body: { label }, answer: passkeyItem });
    await forgetShownCredentials(caller);
    return item;
  },

  remove: (caller, id) =>
    withGrant(caller, 'passkeys.remove', id, async (grant) => {
      requirePathId(id);
      await plugin.call(caller, { method: 'DELETE', path: `/passkeys/${id}`, grant, answer: z.undefined() });
      await forgetShownCredentials(caller);
      return undefined;
    }),
});

const soonest = (time: string, millis: number): string => new Date(Math.min(Date.parse(time), millis)).toISOString();

const store = (
  plugin: PluginApi,
  caller: Caller,
  { id, kind, mediation, grant }: StoredEnrolment<'passkeys'>,
  { attestationObject, clientDataJSON, transports = [] }: Confirmation['response']['response'],
  label: string | null,
) =>
  plugin.call(caller, {
    method: 'PUT',
    path: `/passkeys/enrolments/${id}`,
    body: { kind, attestationObject, clientDataJSON, transports, label: label ?? '', ...(mediation && { mediation }) },
    grant,
    oneByOne: 'passkeys',
    answer: enrolled,
  });

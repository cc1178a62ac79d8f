import { z } from 'zod';
import { cancelEnrolment, confirmEnrolment, openEnrolment } from '../../factors/confirm-enrolment.ts';
import { factorProblems } from '../../factors/factors.problems.ts';
import type { Caller, StoredEnrolment } from '../../http/caller.ts';
import { Problem } from '../../http/problem.ts';
import { requirePathId } from '../../keycloak/path-id.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { forgetShownCredentials } from '../../sync/shown.ts';
import { withGrant } from '../reauthentication/grants.ts';
import { newSecret, otpauthUri, readCode, verify } from './codes.ts';
import { enrolled, pluginEnrolment, totpItem, type Confirmation, type enrolment } from './totp.schema.ts';

export interface TotpService {
  /** Begins an enrolment: the secret stays here and in the answer, Keycloak learns it with the confirmation. */
  start(caller: Caller, replaces: string | null): Promise<z.output<typeof enrolment>>;
  /** Throws `enrolment-gone`, `code-refused` with how far the clock is off, and what the plugin refuses. */
  confirm(caller: Caller, id: string, confirmation: Confirmation): Promise<z.output<typeof enrolled>>;
  cancel(caller: Caller, id: string): Promise<undefined>;
  rename(caller: Caller, id: string, label: string): Promise<z.output<typeof totpItem>>;
  remove(caller: Caller, id: string): Promise<undefined>;
}

export const totpService = ({ plugin }: { plugin: PluginApi }): TotpService => ({
  start: (caller, replaces) =>
    withGrant(caller, 'totp.enrol', replaces ?? '', async (grant) => {
      const started = await plugin.call(caller, {
        method: 'POST',
        path: '/totp/enrolments',
        body: { replaces },
        grant,
        answer: pluginEnrolment,
      });
      const { id, expiresAt, policy } = started;
      const secret = newSecret();
      await caller.keepEnrolment({ room: 'totp', id, secret, policy, replaces, grant, expiresAt });
      return { ...started, secret, uri: otpauthUri(secret, policy, started) };
    }),

  confirm: async (caller, id, { code, label }) => {
    const found = openEnrolment(caller, 'totp', id);
    const verdict = verify(code, found.secret, found.policy);
    if (!verdict.right) {
      const { clockOffBySeconds } = verdict;
      throw new Problem(factorProblems.codeRefused, { members: { clockOffBySeconds } });
    }
    return confirmEnrolment(caller, 'totp', id, (claimed) => store(plugin, caller, claimed, code, label));
  },

  cancel: (caller, id) => cancelEnrolment(caller, 'totp', id),

  rename: async (caller, id, label) => {
    requirePathId(id);
    const item = await plugin.call(caller, { method: 'PUT', path: `/totp/${id}`, body: { label }, answer: totpItem });
    await forgetShownCredentials(caller);
    return item;
  },

  remove: (caller, id) =>
    withGrant(caller, 'totp.remove', id, async (grant) => {
      requirePathId(id);
      await plugin.call(caller, { method: 'DELETE', path: `/totp/${id}`, grant, answer: z.undefined() });
      await forgetShownCredentials(caller);
      return undefined;
    }),
});

const store = async (
  plugin: PluginApi,
  caller: Caller,
  enrolment: StoredEnrolment<'totp'>,
  typed: string,
  label: string | null,
) => {
  const { id, secret, policy, replaces, grant } = enrolment;
  const body = { secret, code: readCode(typed, policy), label: label ?? '', replaces };
  const path = `/totp/enrolments/${id}` as const;
  try {
    return await plugin.call(caller, { method: 'PUT', path, body, grant, oneByOne: 'totp', answer: enrolled });
  } catch (error) {
    throw refusal(error);
  }
};

/** Keycloak's own check says no more than that; the clock was right a moment ago. */
const refusal = (error: unknown): unknown =>
  error instanceof Problem && error.kind.slug === factorProblems.codeRefused.slug
    ? new Problem(factorProblems.codeRefused, { members: { clockOffBySeconds: null }, cause: error })
    : error;

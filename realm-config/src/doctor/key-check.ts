import { isIP } from 'node:net';
import { z } from 'zod';
import { PASSKEY_STEPS, SECURITY_KEY } from '../flows/authenticators.ts';
import { enabledExecutions } from '../flows/flow-tree.ts';
import { FlowReader } from '../keycloak/flow-reader.ts';
import { relyingPartyIds } from '../keycloak/relying-party.ts';
import type { Finding, Patient } from './finding.ts';
import { note, problem } from './finding.ts';

const realmAnswer = z.object({
  browserFlow: z.string(),
  webAuthnPolicyExtraOrigins: z.array(z.string()).default([]),
  webAuthnPolicyPasswordlessExtraOrigins: z.array(z.string()).default([]),
  webAuthnPolicyPasswordlessUserVerificationRequirement: z.string().default(''),
  webAuthnPolicyPasswordlessPasskeysEnabled: z.boolean().default(false),
});
type Realm = z.infer<typeof realmAnswer>;

/** Can passkeys and security keys be added in the page and used at sign-in, and by nobody else? */
export async function checkKeys({ connection, file }: Patient): Promise<Finding[]> {
  const { realm } = file;
  const live = await connection.read(`read realm ${realm}`, realmAnswer, (admin) => admin.realms.findOne({ realm }));
  const steps = enabledExecutions(await new FlowReader(connection, realm).steps(live.browserFlow));
  const takes = (providers: readonly string[]): boolean => steps.some(({ provider }) => providers.includes(provider));
  const passkeysOn = live.webAuthnPolicyPasswordlessPasskeysEnabled;
  const ids = await relyingPartyIds(connection, realm);
  const page = new URL(file['page-url']);
  const kinds = [
    ...(passkeysOn ? (['passkeys'] as const) : []),
    ...(takes([SECURITY_KEY]) ? (['security-keys'] as const) : []),
  ];
  return [
    ...extraOrigins('passkeys', live.webAuthnPolicyPasswordlessExtraOrigins),
    ...extraOrigins('security-keys', live.webAuthnPolicyExtraOrigins),
    ...(passkeysOn ? passkeys(live, takes(PASSKEY_STEPS)) : []),
    ...kinds.flatMap((kind) => (ids === null ? [] : relyingParty(kind, ids[kind], page))),
    ...(kinds.length > 0 ? addressAsHost(page) : []),
  ];
}

function extraOrigins(kind: string, origins: readonly string[]): Finding[] {
  if (origins.length === 0) return [];
  const says = `Keycloak takes keys from pages at ${origins.join(', ')} too`;
  return [
    problem(
      kind,
      says,
      'Empty Extra Origins in the admin console under Authentication › Policies: Keyhold needs none.',
    ),
  ];
}

function passkeys(live: Realm, taken: boolean): Finding[] {
  const findings: Finding[] = [];
  if (!taken) {
    const says = `they are switched on, and no step of the flow ${live.browserFlow} takes them`;
    findings.push(problem('passkeys', says, `Put one of ${PASSKEY_STEPS.join(', ')} into that flow.`));
  }
  if (live.webAuthnPolicyPasswordlessUserVerificationRequirement !== 'required') {
    const says = 'whoever holds the device signs in: neither its PIN nor its owner is asked for';
    findings.push(problem('passkeys', says, 'Declare passkeys.user-verification: required.'));
  }
  return findings;
}

// WebAuthn L3 §5.1.3: a page runs ceremonies for its own host and for domains above it.
function relyingParty(kind: string, id: string, page: URL): Finding[] {
  if (isIP(hostOf(page)) !== 0 || page.hostname === id) return [];
  if (page.hostname.endsWith(`.${id}`)) return kind === 'passkeys' ? [endpoints(id, page)] : [];
  const says = `their relying party is ${id}, to which the page at ${page.hostname} does not belong: users add them at Keycloak's own page`;
  const next =
    `While nobody has any, declare ${kind}.relying-party-id: a domain that page and Keycloak share. Otherwise have ` +
    `https://${id}/.well-known/webauthn and /.well-known/passkey-endpoints answered by the bridge at ${page.origin}.`;
  return [note(kind, says, next)];
}

function endpoints(id: string, { origin }: URL): Finding {
  const says = `password managers look at ${id} for the page that adds them, which is at ${origin}`;
  return note(
    'passkeys',
    says,
    `Have https://${id}/.well-known/passkey-endpoints answered by the bridge at ${origin}.`,
  );
}

function addressAsHost(page: URL): Finding[] {
  if (isIP(hostOf(page)) === 0) return [];
  const says = 'its host is an IP address, where browsers make and use no passkeys and no security keys';
  return [problem('page-url', says, 'Serve the page under a name.')];
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

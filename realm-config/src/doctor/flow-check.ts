import { z } from 'zod';
import {
  isCondition,
  KEYHOLD_SECOND_FACTORS,
  RECOVERY_CODE,
  STOCK_RESET_TOTP,
  STOCK_TOTP,
} from '../flows/authenticators.ts';
import type { FlowStep } from '../flows/flow-tree.ts';
import { enabledExecutions } from '../flows/flow-tree.ts';
import { FlowReader } from '../keycloak/flow-reader.ts';
import type { Finding, Patient } from './finding.ts';
import { note, problem } from './finding.ts';

const realmAnswer = z.object({
  browserFlow: z.string(),
  resetCredentialsFlow: z.string(),
  directGrantFlow: z.string(),
  resetPasswordAllowed: z.boolean(),
});
const clientsAnswer = z.array(
  z.looseObject({
    clientId: z.string(),
    enabled: z.boolean().optional(),
    directAccessGrantsEnabled: z.boolean().optional(),
    authenticationFlowBindingOverrides: z.record(z.string(), z.string()).optional(),
  }),
);
type Clients = z.infer<typeof clientsAnswer>;

// What asks for a second factor of its own at the token endpoint.
const DIRECT_GRANT_CODE = 'direct-grant-validate-otp';

/** Which ways into an account ask for less than Keyhold's flows do? */
export async function checkFlows({ connection, file }: Patient): Promise<Finding[]> {
  const { realm } = file;
  const reader = new FlowReader(connection, realm);
  const bound = await connection.read(`read realm ${realm}`, realmAnswer, (admin) => admin.realms.findOne({ realm }));
  const clients = await connection.read('read the clients', clientsAnswer, (admin) => admin.clients.find({ realm }));
  return [
    ...browser(bound.browserFlow, await reader.steps(bound.browserFlow)),
    ...(bound.resetPasswordAllowed
      ? reset(bound.resetCredentialsFlow, await reader.steps(bound.resetCredentialsFlow))
      : []),
    ...directGrant(bound.directGrantFlow, await reader.steps(bound.directGrantFlow), clients),
    ...overrides(clients, file.bridge['client-id']),
  ];
}

const providersOf = (steps: readonly FlowStep[]): string[] => enabledExecutions(steps).map(({ provider }) => provider);

function browser(flow: string, steps: readonly FlowStep[]): Finding[] {
  const providers = providersOf(steps);
  if (!providers.includes(STOCK_TOTP) || providers.includes(RECOVERY_CODE)) return [];
  const says = `asks for the code of an authenticator app and takes no recovery code of Keyhold's from who lost it`;
  return [note(`flow ${flow}`, says, 'Declare second-factor, and recovery codes stand beside the app.')];
}

function reset(flow: string, steps: readonly FlowStep[]): Finding[] {
  const providers = providersOf(steps);
  const next = 'Declare second-factor: it makes and binds a reset flow that asks for the second factor and binds none.';
  if (providers.includes(STOCK_RESET_TOTP)) {
    return [problem(`flow ${flow}`, 'sets a new authenticator app up on the word of the mailbox alone', next)];
  }
  const asked = providers.slice(
    0,
    providers.findIndex((provider) => /reset-password$/.test(provider)),
  );
  const asksMore = asked.some((provider) => !isCondition(provider) && !/^reset-credential/.test(provider));
  return asksMore ? [] : [problem(`flow ${flow}`, 'gives a new password without asking for the second factor', next)];
}

function directGrant(flow: string, steps: readonly FlowStep[], clients: Clients): Finding[] {
  const users = clients.filter(
    ({ enabled, directAccessGrantsEnabled: direct }) => enabled !== false && direct === true,
  );
  const asks = providersOf(steps).some((provider) => [DIRECT_GRANT_CODE, ...KEYHOLD_SECOND_FACTORS].includes(provider));
  if (asks || users.length === 0) return [];
  const says = `takes a password alone at the token endpoint, for ${listed(users.map(({ clientId }) => clientId))}`;
  return [note(`flow ${flow}`, says, 'Switch direct access grants off for these clients.')];
}

// The bridge's own override is looked at with the rest of its client.
function overrides(clients: Clients, bridge: string): Finding[] {
  const own = clients.filter(({ clientId, authenticationFlowBindingOverrides: flows }) => {
    return clientId !== bridge && Object.values(flows ?? {}).some((flow) => flow !== '');
  });
  if (own.length === 0) return [];
  const says = `${listed(own.map(({ clientId }) => clientId))} sign in by flows of their own instead of the realm's`;
  return [note('client flow overrides', says, "Make sure that these flows ask as much as the realm's.")];
}

function listed(names: readonly string[]): string {
  const shown = [...names].sort().slice(0, 10);
  return `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}

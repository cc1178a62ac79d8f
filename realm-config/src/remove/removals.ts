import { BROWSER_FLOW } from '../flows/second-factor.ts';
import { RESET_FLOW } from '../flows/reset-credentials.ts';
import { ACR_MAP, AcrMaps } from '../keycloak/acr-maps.ts';
import { Clients } from '../keycloak/clients.ts';
import { FlowReader } from '../keycloak/flow-reader.ts';
import type { Flow } from '../keycloak/flow-reader.ts';
import { copyOf, isOurs } from '../keycloak/flows.ts';
import type { KeycloakConnection } from '../keycloak/keycloak-connection.ts';
import { Realms } from '../keycloak/realms.ts';
import { RequiredActions } from '../keycloak/required-actions.ts';
import { KEYHOLD_CLIENT } from '../objects/keyhold-client.ts';
import { MADE_BY } from '../objects/made-by.ts';
import { PIN_ACR, SET_UP_PIN } from '../objects/pin.ts';
import { ACCOUNT_THEME } from '../objects/realm-settings.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';

/** Something of Keyhold's in a realm, and how it is taken away. */
export interface Removal {
  /** In words, such as `delete the client keyhold`. */
  readonly what: string;
  readonly reason: string;
  readonly take: () => Promise<void>;
}

const PREFIX = 'keyhold.';

/**
 * What of Keyhold's is in the realm, in the order in which it goes: what applications and sign-ins rely on before what stands
 * behind it, so that a removal that is broken off leaves a realm in which everybody can sign in.
 */
export async function removalsIn(connection: KeycloakConnection, { realm, bridge }: RealmFile): Promise<Removal[]> {
  const realms = new Realms(connection);
  const live = await realms.read({ kind: 'realm', realm });
  if (live === null) {
    throw new RealmConfigError(`Keycloak has no realm ${realm}`, { next: 'Check the name in the file.' });
  }
  const flows = new FlowReader(connection, realm);
  const ours = [await flows.find(BROWSER_FLOW), await flows.find(RESET_FLOW)].filter(
    (flow) => flow !== null && isOurs(flow),
  );
  return [
    ...(await acrName()),
    ...(await binding()),
    ...attributes(),
    ...theme(),
    ...ours.flatMap((flow) => (flow === null ? [] : [flowRemoval(flow)])),
    ...(await requiredAction()),
    ...(await client(bridge['client-id'])),
    ...(await client(KEYHOLD_CLIENT)),
  ];

  async function acrName(): Promise<Removal[]> {
    const maps = new AcrMaps(realms);
    const key = { kind: 'acr map', realm } as const;
    if ((await maps.read(key))?.[PIN_ACR] === undefined) return [];
    return [
      {
        what: `take ${PIN_ACR} out of ${ACR_MAP}`,
        reason: 'without its step nobody would be asked for the PIN',
        take: () => maps.update(key, { [PIN_ACR]: '' }),
      },
    ];
  }

  async function binding(): Promise<Removal[]> {
    const bound = (field: string, alias: string): boolean =>
      live?.[field] === alias && ours.some((flow) => flow?.alias === alias);
    const to = {
      ...(bound('browserFlow', BROWSER_FLOW) ? { browserFlow: await origin() } : {}),
      ...(bound('resetCredentialsFlow', RESET_FLOW) ? { resetCredentialsFlow: 'reset credentials' } : {}),
    };
    if (Object.keys(to).length === 0) return [];
    const names = Object.values(to).map((name) => `“${name}”`);
    return [
      {
        what: `bind ${names.join(' and ')} in place of Keyhold's`,
        reason: 'everybody signs in by them from then on',
        take: () => realms.update({ kind: 'sign-in', realm }, to),
      },
    ];
  }

  /** The flow that ours was copied from, or Keycloak's own. */
  async function origin(): Promise<string> {
    const from = ours.flatMap((flow) => (flow?.alias === BROWSER_FLOW ? [copyOf(flow)] : []))[0];
    return from !== undefined && (await flows.find(from)) !== null ? from : 'browser';
  }

  function attributes(): Removal[] {
    if (!Object.keys(live ?? {}).some((name) => name.startsWith(`attributes.${PREFIX}`))) return [];
    return [
      {
        what: `remove the realm's attributes ${PREFIX}*`,
        reason: 'without them the realm behaves as if the plugin were absent',
        take: () => realms.removeAttributes(realm, PREFIX),
      },
    ];
  }

  function theme(): Removal[] {
    if (live?.['accountTheme'] !== ACCOUNT_THEME) return [];
    return [
      {
        what: `give the realm Keycloak's account theme in place of “${ACCOUNT_THEME}”`,
        reason: 'the theme goes with the JAR',
        take: () => realms.update({ kind: 'realm', realm }, { accountTheme: '' }),
      },
    ];
  }

  function flowRemoval({ alias, id }: Flow): Removal {
    return {
      what: `delete the flow ${alias}`,
      reason: 'its steps go with the JAR',
      take: () =>
        connection.write(`delete the flow ${alias}`, (admin) =>
          admin.authenticationManagement.deleteFlow({ realm, flowId: id }),
        ),
    };
  }

  async function requiredAction(): Promise<Removal[]> {
    const actions = new RequiredActions(connection, realm, realms);
    if ((await actions.read({ kind: 'required action', action: SET_UP_PIN })) === null) return [];
    return [
      {
        what: `unregister the required action ${SET_UP_PIN}`,
        reason: 'it goes with the JAR',
        take: () =>
          connection.write(`unregister ${SET_UP_PIN}`, (admin) =>
            admin.authenticationManagement.deleteRequiredAction({ realm, alias: SET_UP_PIN }),
          ),
      },
    ];
  }

  async function client(clientId: string): Promise<Removal[]> {
    const clients = new Clients(connection, realm);
    if ((await clients.read({ kind: 'client', clientId }))?.[MADE_BY] !== 'realm-config') return [];
    return [
      {
        what: `delete the client ${clientId}`,
        reason: 'made by realm-config',
        take: async () => {
          const { id } = await clients.get(clientId);
          await connection.write(`delete client ${clientId}`, (admin) => admin.clients.del({ realm, id }));
        },
      },
    ];
  }
}

import { z } from 'zod';
import { PIN } from '../flows/authenticators.ts';
import { enabledExecutions } from '../flows/flow-tree.ts';
import { ACR_MAP, readAcrMap } from '../keycloak/acr-maps.ts';
import { FlowReader } from '../keycloak/flow-reader.ts';
import { PIN_ACR } from '../objects/pin.ts';
import type { Finding, Patient } from './finding.ts';
import { note, problem } from './finding.ts';

const SOUND_DIGITS = 6;

const realmAnswer = z.object({ browserFlow: z.string(), attributes: z.record(z.string(), z.string()).default({}) });
const providers = z
  .object({
    providers: z.record(z.string(), z.object({ operationalInfo: z.record(z.string(), z.string()).optional() })),
  })
  .optional();
const serverInfo = z.object({ providers: z.object({ authenticator: providers, credential: providers }) });

type Server = z.infer<typeof serverInfo>;
type Attributes = z.infer<typeof realmAnswer>['attributes'];

/** Can PINs be checked, are they long enough, and does only who proved one count as such? */
export async function checkPin({ connection, file }: Patient): Promise<Finding[]> {
  const { realm } = file;
  const live = await connection.read(`read realm ${realm}`, realmAnswer, (admin) => admin.realms.findOne({ realm }));
  const server = await connection.read('read the server info', serverInfo, (admin) => admin.serverInfo.find());
  const { attributes } = live;
  const hasPins = ['on', 'read-only'].includes(attributes['keyhold.pin'] ?? '');
  const map = readAcrMap(attributes[ACR_MAP] ?? '');
  const steps = enabledExecutions(await new FlowReader(connection, realm).steps(live.browserFlow));
  return [
    ...(hasPins ? [...digits(attributes), ...pepper(server)] : []),
    ...(map === undefined ? [unreadable] : []),
    ...(map?.[PIN_ACR] === undefined ? [] : name(server, attributes)),
    ...(map?.[PIN_ACR] === undefined || steps.some(({ provider }) => provider === PIN)
      ? []
      : [noStep(live.browserFlow)]),
  ];
}

function digits(attributes: Attributes): Finding[] {
  const fewest = Number(attributes['keyhold.pin.min-digits'] ?? SOUND_DIGITS);
  if (!(fewest < SOUND_DIGITS)) return [];
  const says = `one of ${fewest} digits is taken, and so short a one is guessed far more easily`;
  return [note('PIN', says, `Declare pin.min-digits: ${SOUND_DIGITS}.`)];
}

function pepper({ providers: { credential } }: Server): Finding[] {
  const ids = credential?.providers[PIN]?.operationalInfo?.['keyhold-pin-pepper'];
  if (ids !== undefined && ids !== 'missing') return [];
  const says =
    ids === undefined
      ? 'Keycloak does not tell whether it has a key for PINs: its Keyhold JAR is missing or too old'
      : 'Keycloak has no key for PINs, so none can be set or checked';
  const option = 'spi-credential--keyhold-pin--pepper=<key id>:<what openssl rand -base64 32 prints>';
  return [problem('PIN', says, `Start Keycloak with the current JAR and the option ${option}.`)];
}

// Threat: the stock mapper tells the first name of the level that everybody has.
function name({ providers: { authenticator } }: Server, attributes: Attributes): Finding[] {
  const isThere = authenticator?.providers[PIN] !== undefined;
  if (isThere && attributes['keyhold.enabled'] === 'true') return [];
  const why = isThere ? 'Keyhold is off in this realm' : 'the Keyhold JAR is not in this Keycloak, or too old';
  const says = `it has ${PIN_ACR} and ${why}: to applications every sign-in looks like one with the PIN`;
  return [problem('ACR to LoA mapping', says, `Take ${PIN_ACR} out of it at once, under Realm settings › General.`)];
}

const noStep = (flow: string): Finding =>
  note('ACR to LoA mapping', `it has ${PIN_ACR}, and the flow ${flow} never asks for the PIN`, 'Declare pin.step-up.');

const unreadable = problem(
  'ACR to LoA mapping',
  'it is no map of names to levels',
  'Correct it under Realm settings › General.',
);

import type { Fields, ObjectKey } from '../engine/desired.ts';
import { copied } from '../flows/copied-flow.ts';
import { flowDifferences } from '../flows/flow-differences.ts';
import type { FlowStep } from '../flows/flow-tree.ts';
import { resetCredentialsSteps } from '../flows/reset-credentials.ts';
import type { SecondFactorMode } from '../flows/second-factor.ts';
import { BROWSER_FLOW, keysOf, modeOf, secondFactorOf, withSecondFactor } from '../flows/second-factor.ts';
import type { DeclaredInFlow } from '../flows/step-up.ts';
import { hasStepUp, signInOf, signInPrefix, withStepUp } from '../flows/step-up.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { Flow, LiveStep } from './flow-reader.ts';
import { FlowReader } from './flow-reader.ts';
import { FlowWriter } from './flow-writer.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';
import type { Kind } from './kind.ts';
import type { Realms } from './realms.ts';

type Key = Extract<ObjectKey, { kind: 'flow' }>;

const MADE_BY_US = 'Made by Keyhold realm-config, which puts back what is changed here by hand.';
const COPY_OF = /Copy of the flow “(.+)”/u;

/** Where our browser flow comes from: another flow, or itself once that is gone. */
interface Source {
  readonly alias: string;
  readonly steps: readonly FlowStep[];
}

/**
 * The flows that Keyhold makes. What they should hold depends on the flow that the realm signs in by, so they are compared
 * here: `differences` lists what is otherwise than it should be, and is wanted empty. An unfinished flow is one with differences.
 */
export class Flows implements Kind<Key> {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;
  private readonly realms: Realms;
  private readonly declared: DeclaredInFlow;
  private readonly reader: FlowReader;
  private readonly writer: FlowWriter;

  constructor(connection: KeycloakConnection, realm: string, realms: Realms, declared: DeclaredInFlow) {
    this.connection = connection;
    this.realm = realm;
    this.realms = realms;
    this.declared = declared;
    this.reader = new FlowReader(connection, realm);
    this.writer = new FlowWriter(connection, this.reader, realm);
  }

  async read({ flow: alias }: Key): Promise<Fields | null> {
    const realm = await this.realms.read({ kind: 'realm', realm: this.realm });
    if (realm === null) return null;
    const source = await this.source();
    const live = await this.reader.find(alias);
    const steps = live === null ? [] : await this.reader.steps(alias);
    // Worked out even where there is no flow yet: an unclear place stops the plan, not the apply.
    const wanted = await this.wanted(alias, source, modeOf(steps));
    if (live === null) return null;
    if (await this.isUnfinishedCopy(live, source, steps)) {
      return { 'made-by': 'realm-config', 'second-factor': modeOf(steps), differences: ['it was left unfinished'] };
    }
    const fields = {
      'made-by': isOurs(live) ? 'realm-config' : '',
      differences: [...originDifference(live, source), ...flowDifferences(wanted, steps)],
    };
    return alias === BROWSER_FLOW ? { ...fields, 'second-factor': modeOf(steps) } : fields;
  }

  async create(key: Key, fields: Fields): Promise<void> {
    const { realm } = this;
    const { flow: alias } = key;
    await this.connection.write(`make the flow ${alias}`, async ({ authenticationManagement: flows }) => {
      if (alias === BROWSER_FLOW) {
        return flows.copyFlow({ realm, flow: (await this.source()).alias, newName: alias });
      }
      return flows.createFlow({
        realm,
        alias,
        description: MADE_BY_US,
        providerId: 'basic-flow',
        topLevel: true,
        builtIn: false,
      });
    });
    await this.update(key, fields);
  }

  async update({ flow: alias }: Key, fields: Fields): Promise<void> {
    const source = await this.source();
    const mode = (fields['second-factor'] ?? modeOf(await this.reader.steps(alias))) as SecondFactorMode;
    if (alias === BROWSER_FLOW) await this.sign(alias, source);
    await this.writer.bring(alias, await this.wanted(alias, source, mode));
  }

  private async wanted(alias: string, { alias: from, steps }: Source, mode: SecondFactorMode): Promise<FlowStep[]> {
    const inFlow = await this.inFlow(steps);
    const prefix = signInPrefix(inFlow.stepUp === true);
    const plain = from === BROWSER_FLOW ? signInOf(steps, prefix) : copied(steps, prefix);
    const signIn = withSecondFactor(from, plain, mode, inFlow);
    const browser = inFlow.stepUp === true ? withStepUp(signIn) : signIn;
    return alias === BROWSER_FLOW ? browser : resetCredentialsSteps(secondFactorOf(BROWSER_FLOW, browser));
  }

  // What the file does not say stays as the last apply left it.
  private async inFlow(source: readonly FlowStep[]): Promise<DeclaredInFlow> {
    const { securityKeys, passkeys, stepUp } = this.declared;
    if (securityKeys !== undefined && passkeys !== undefined && stepUp !== undefined) return this.declared;
    const live = await this.reader.find(BROWSER_FLOW);
    const own = live === null || !isOurs(live) ? [] : await this.reader.steps(BROWSER_FLOW);
    const kept = keysOf(own, source);
    return {
      securityKeys: securityKeys ?? kept.securityKeys,
      passkeys: passkeys ?? kept.passkeys,
      stepUp: stepUp ?? hasStepUp(own),
    };
  }

  // The flow the realm signs in by; once that is ours, the one it was copied from.
  private async source(): Promise<Source> {
    const bound = await this.boundFlow();
    if (bound !== BROWSER_FLOW) return { alias: bound, steps: await this.reader.steps(bound) };
    const ours = await this.reader.find(BROWSER_FLOW);
    const origin = ours === null ? undefined : copyOf(ours);
    const alias = origin !== undefined && (await this.reader.find(origin)) !== null ? origin : BROWSER_FLOW;
    return { alias, steps: await this.reader.steps(alias) };
  }

  private async boundFlow(): Promise<string> {
    const { browserFlow } = (await this.realms.read({ kind: 'realm', realm: this.realm })) ?? {};
    if (typeof browserFlow === 'string') return browserFlow;
    throw new RealmConfigError(`Realm ${this.realm} does not tell by which flow it signs in`, {
      next: 'Bind a browser flow in the admin console under Authentication.',
    });
  }

  // Stopped between copying and signing: nobody signs in by it, and it is the same to the last step.
  private async isUnfinishedCopy(live: Flow, source: Source, steps: readonly LiveStep[]): Promise<boolean> {
    if (live.alias !== BROWSER_FLOW || isOurs(live) || source.alias === BROWSER_FLOW) return false;
    const origin = await this.reader.find(source.alias);
    if (live.description !== origin?.description) return false;
    const plain = (all: readonly FlowStep[]): FlowStep[] => copied(all, BROWSER_FLOW);
    return flowDifferences(plain(source.steps), steps).every((text) => text.endsWith('is configured otherwise'));
  }

  private async sign(alias: string, source: Source): Promise<void> {
    const { realm } = this;
    const live = await this.reader.find(alias);
    if (live === null || source.alias === BROWSER_FLOW || (isOurs(live) && copyOf(live) === source.alias)) return;
    const description = `${MADE_BY_US} Copy of the flow “${source.alias}”.`;
    await this.connection.write(`sign the flow ${alias}`, (admin) =>
      admin.authenticationManagement.updateFlow({ realm, flowId: live.id }, { ...(live as object), description }),
    );
  }
}

// Somebody bound another flow since: that is the one to follow.
function originDifference(live: Flow, { alias }: Source): string[] {
  const origin = copyOf(live);
  if (live.alias !== BROWSER_FLOW || alias === BROWSER_FLOW || origin === alias) return [];
  return [`it is a copy of “${origin ?? 'no flow'}”, and the realm signs in by “${alias}”`];
}

/** Whether realm-config made the flow. */
export const isOurs = ({ description }: Flow): boolean => description?.startsWith(MADE_BY_US) === true;
/** The flow that ours was copied from. */
export const copyOf = ({ description }: Flow): string | undefined => COPY_OF.exec(description ?? '')?.[1];

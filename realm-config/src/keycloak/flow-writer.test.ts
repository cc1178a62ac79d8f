import { beforeEach, describe, expect, test } from '@jest/globals';
import type KcAdminClient from '@keycloak/keycloak-admin-client';
import { copied } from '../flows/copied-flow.ts';
import { flowDifferences } from '../flows/flow-differences.ts';
import type { FlowStep, Requirement, SubFlow } from '../flows/flow-tree.ts';
import { flowText, isEnabled, isSubFlow } from '../flows/flow-tree.ts';
import { signInPrefix, withStepUp } from '../flows/step-up.ts';
import { FlowReader } from './flow-reader.ts';
import { FlowWriter } from './flow-writer.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';

const FLOW = 'keyhold browser';
const step = (provider: string, requirement: Requirement = 'ALTERNATIVE'): FlowStep => ({ provider, requirement });
const flow = (alias: string, requirement: Requirement, steps: FlowStep[]): SubFlow => ({
  alias,
  description: '',
  requirement,
  steps,
});
const values = { flow_to_check: '2FA', check_result: 'not-executed' };
const source = [
  step('auth-cookie'),
  step('identity-provider-redirector'),
  flow('forms', 'ALTERNATIVE', [
    step('auth-username-password-form', 'REQUIRED'),
    flow('2FA', 'CONDITIONAL', [step('conditional-user-configured', 'REQUIRED'), step('keyhold-totp')]),
    flow('set-up', 'CONDITIONAL', [
      { provider: 'conditional-sub-flow-executed', requirement: 'REQUIRED', config: { alias: 'c', values } },
      step('keyhold-totp', 'REQUIRED'),
    ]),
  ]),
];
const plain = copied(source, signInPrefix(false));
const wrapped = withStepUp(copied(source, signInPrefix(true)));

interface Row {
  id: string;
  alias: string | undefined;
  providerId: string | undefined;
  requirement: Requirement;
  priority: number;
  config?: { alias: string; config: Record<string, string> };
}

/** The flows of a realm as Keycloak keeps them: names of sub-flows are unique, and a new step is disabled. */
class Flows {
  readonly flows = new Map<string, Row[]>([[FLOW, []]]);
  writesLeft = Infinity;
  private ids = 0;

  private readonly calls = {
    getExecutions: ({ flow: alias }: { flow: string }) => this.rows(alias, 0),
    addExecutionToFlow: (to: { flow: string; provider: string; priority: number }) =>
      this.add(to.flow, { providerId: to.provider, alias: undefined, priority: to.priority }),
    addFlowToFlow: (to: { flow: string; alias: string; priority: number }) => {
      if (this.flows.has(to.alias)) throw new Error(`409: there is a flow ${to.alias}`);
      this.flows.set(to.alias, []);
      this.add(to.flow, { providerId: undefined, alias: to.alias, priority: to.priority });
    },
    updateExecution: (_: unknown, { id, requirement, priority }: Row) =>
      Object.assign(this.find(id), { requirement, priority }),
    delExecution: ({ id }: { id: string }) => this.remove(id),
    createConfig: ({ id, alias, config }: { id: string; alias: string; config: Record<string, string> }) =>
      Object.assign(this.find(id), { config: { alias, config } }),
    getConfig: ({ id }: { id: string }) => this.find(id).config,
  };

  get connection(): KeycloakConnection {
    const admin = { authenticationManagement: this.calls } as unknown as KcAdminClient;
    type Call = (client: KcAdminClient) => unknown;
    return {
      read: async (_: string, answer: { parse: (value: unknown) => unknown }, call: Call) =>
        answer.parse(await call(admin)),
      write: async (_: string, call: Call) => {
        if (this.writesLeft-- <= 0) throw new Error('killed');
        await call(admin);
      },
    } as unknown as KeycloakConnection;
  }

  private rows(alias: string, level: number): object[] {
    const sorted = (this.flows.get(alias) ?? []).toSorted((a, b) => a.priority - b.priority);
    return sorted.flatMap(({ config, alias: name, ...row }) => [
      {
        ...row,
        level,
        authenticationFlow: name !== undefined,
        displayName: name,
        ...(config && { authenticationConfig: row.id }),
      },
      ...(name === undefined ? [] : this.rows(name, level + 1)),
    ]);
  }

  private add(to: string, row: Pick<Row, 'alias' | 'priority' | 'providerId'>): void {
    const rows = this.flows.get(to);
    if (rows === undefined) throw new Error(`404: there is no flow ${to}`);
    rows.push({ ...row, id: `id-${String(++this.ids).padStart(8, '0')}`, requirement: 'DISABLED' });
  }

  private find(id: string): Row {
    const found = [...this.flows.values()].flat().find((row) => row.id === id);
    if (found === undefined) throw new Error(`404: there is no step ${id}`);
    return found;
  }

  private remove(id: string): void {
    const { alias } = this.find(id);
    if (alias !== undefined) {
      for (const inside of this.flows.get(alias) ?? []) this.remove(inside.id);
      this.flows.delete(alias);
    }
    for (const [name, rows] of this.flows) {
      this.flows.set(
        name,
        rows.filter((row) => row.id !== id),
      );
    }
  }
}

let flows: Flows;
let reader: FlowReader;
let writer: FlowWriter;
beforeEach(async () => {
  flows = new Flows();
  reader = new FlowReader(flows.connection, 'r');
  writer = new FlowWriter(flows.connection, reader, 'r');
  await writer.bring(FLOW, plain);
});

/** What Keycloak goes through: beside a step that is required or conditional it leaves alternatives out. */
function goneThrough(steps: readonly FlowStep[]): FlowStep[] {
  const enabled = steps.filter(isEnabled);
  const musts = enabled.filter(({ requirement }) => requirement !== 'ALTERNATIVE');
  return musts.length > 0 ? musts : enabled;
}
const shape = (steps: readonly FlowStep[]): string =>
  flowText(steps).replaceAll(`${FLOW} sign-in `, '').replaceAll(`${FLOW} `, '').replace(/ +/g, ' ');

/** How users are signed in at this moment. */
async function signIn(): Promise<string> {
  const [first, ...rest] = goneThrough(await reader.steps(FLOW));
  const isWhole = first !== undefined && isSubFlow(first) && first.alias === `${FLOW} sign-in`;
  const tidy = (all: readonly FlowStep[]): FlowStep[] =>
    all
      .filter(isEnabled)
      .map((one) =>
        isSubFlow(one) ? { ...one, steps: tidy(one.steps) } : { provider: one.provider, requirement: one.requirement },
      );
  return shape(tidy(isWhole ? first.steps : first === undefined ? [] : [first, ...rest]));
}

describe.each([
  ['gets the step-up', plain, wrapped],
  ['loses it', wrapped, plain],
])('a flow that %s', (_name, before, after) => {
  // Threat: an apply is killed between two calls, and nobody can sign in any more, or with less than before. Bound: after each
  // single write the sign-in is the same, and the next apply goes on from there.
  test('signs everybody in as before after every single write', async () => {
    await writer.bring(FLOW, before);
    const expected = await signIn();
    for (let kills = 0; ; kills += 1) {
      flows.writesLeft = 1;
      const killed = await writer.bring(FLOW, after).then(
        () => false,
        (error: unknown) => {
          expect(error).toEqual(new Error('killed'));
          return true;
        },
      );
      expect([kills, await signIn()]).toEqual([kills, expected]);
      if (!killed) break;
      expect(kills).toBeLessThan(80);
    }
    expect(flowDifferences(after, await reader.steps(FLOW))).toEqual([]);
    expect([...flows.flows.keys()].filter((alias) => !JSON.stringify(after).includes(`"${alias}"`))).toEqual([FLOW]);
  });
});

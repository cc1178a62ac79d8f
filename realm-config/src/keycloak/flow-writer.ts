import type { FlowStep } from '../flows/flow-tree.ts';
import { isSubFlow, nameOf } from '../flows/flow-tree.ts';
import { isInOrder, pairs, sameConfig } from '../flows/flow-differences.ts';
import type { FlowReader, LiveStep, Row } from './flow-reader.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';

type Steps = readonly FlowStep[];
type LiveSteps = readonly LiveStep[];

/**
 * Brings a live flow to what is wanted, keeping every step that is there. New steps come in disabled and filled, then each is
 * switched to what it should be, and only then goes what is too much: stopped in between, a flow that users sign in by asks
 * for the old, the new, or either, and never for something that nobody has.
 */
export class FlowWriter {
  private readonly connection: KeycloakConnection;
  private readonly reader: FlowReader;
  private readonly realm: string;

  constructor(connection: KeycloakConnection, reader: FlowReader, realm: string) {
    this.connection = connection;
    this.reader = reader;
    this.realm = realm;
  }

  async bring(flow: string, wanted: Steps): Promise<void> {
    await this.add(flow, wanted, await this.reader.steps(flow));
    await this.settle(flow, wanted, await this.reader.steps(flow));
    await this.remove(flow, wanted, await this.reader.steps(flow));
  }

  private async add(flow: string, wanted: Steps, live: LiveSteps): Promise<void> {
    let priority = 0;
    for (const pair of pairs(wanted, live).pairs) {
      priority = pair.live?.row.priority ?? priority + 1;
      if (pair.live === undefined) await this.addOne(flow, pair.wanted, priority);
      if (!isSubFlow(pair.wanted)) continue;
      const inside = pair.live !== undefined && isSubFlow(pair.live) ? pair.live.steps : [];
      await this.add(pair.wanted.alias, pair.wanted.steps, inside);
    }
  }

  // Whatever is asked for, Keycloak adds a step as disabled.
  private async addOne(flow: string, step: FlowStep, priority: number): Promise<void> {
    const { realm } = this;
    await this.connection.write(
      `add ${nameOf(step)} to the flow ${flow}`,
      async ({ authenticationManagement: flows }) => {
        if (!isSubFlow(step))
          return flows.addExecutionToFlow({ realm, flow, provider: step.provider, ...{ priority } });
        const { alias, description } = step;
        const subFlow = { realm, flow, alias, description, type: 'basic-flow', provider: '' };
        return flows.addFlowToFlow({ ...subFlow, ...{ priority } });
      },
    );
  }

  private async settle(flow: string, wanted: Steps, live: LiveSteps): Promise<void> {
    const inOrder = isInOrder(wanted, live) && hasOwnPlaces(live);
    for (const [index, pair] of pairs(wanted, live).pairs.entries()) {
      if (pair.live === undefined) continue;
      // What is inside comes first: a sub-flow is switched on when it is complete.
      if (isSubFlow(pair.wanted) && isSubFlow(pair.live)) {
        await this.settle(pair.wanted.alias, pair.wanted.steps, pair.live.steps);
      } else await this.configure(pair.wanted, pair.live);
      const { requirement } = pair.wanted;
      const { row } = pair.live;
      const priority = inOrder ? row.priority : (index + 1) * 10;
      if (row.requirement !== requirement || row.priority !== priority) {
        await this.change(flow, { ...row, requirement, priority });
      }
    }
  }

  private async change(flow: string, row: Row): Promise<void> {
    const { realm } = this;
    const name = row.providerId ?? row.displayName ?? row.id;
    await this.connection.write(`set ${name} of the flow ${flow} to ${row.requirement}`, (admin) =>
      admin.authenticationManagement.updateExecution(
        { realm, flow },
        row as Parameters<typeof admin.authenticationManagement.updateExecution>[1],
      ),
    );
  }

  private async configure(wanted: FlowStep, live: LiveStep): Promise<void> {
    if (isSubFlow(wanted) || isSubFlow(live) || sameConfig(wanted.config, live.config)) return;
    const { realm } = this;
    const { id, authenticationConfig: configId } = live.row;
    const { alias, values: config } = wanted.config ?? { alias: '', values: {} };
    await this.connection.write(`set up ${wanted.provider}`, ({ authenticationManagement: flows }) => {
      // Names of settings are unique in a realm, and those of steps that are gone may stay behind.
      if (configId === undefined) return flows.createConfig({ realm, id, alias: `${alias} ${id.slice(0, 8)}`, config });
      if (wanted.config === undefined) return flows.delConfig({ realm, id: configId });
      return flows.updateConfig({ realm, id: configId, alias: live.config?.alias ?? alias, config });
    });
  }

  private async remove(flow: string, wanted: Steps, live: LiveSteps): Promise<void> {
    const { realm } = this;
    const { pairs: all, extra } = pairs(wanted, live);
    // The last first: a condition for the signed in must not be what is left of a flow.
    for (const { row, ...step } of extra.toReversed()) {
      await this.connection.write(`take ${nameOf(step)} out of the flow ${flow}`, (admin) =>
        admin.authenticationManagement.delExecution({ realm, id: row.id }),
      );
    }
    for (const pair of all) {
      if (!isSubFlow(pair.wanted) || pair.live === undefined || !isSubFlow(pair.live)) continue;
      await this.remove(pair.wanted.alias, pair.wanted.steps, pair.live.steps);
    }
  }
}

// Steps with the same priority have no order that one could rely on.
const hasOwnPlaces = (live: LiveSteps): boolean => new Set(live.map(({ row }) => row.priority)).size === live.length;

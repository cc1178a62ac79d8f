import { z } from 'zod';
import type { Requirement, StepConfig } from '../flows/flow-tree.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';

const rowsAnswer = z.array(
  z.looseObject({
    id: z.string(),
    requirement: z.enum(['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED']),
    displayName: z.string().optional(),
    description: z.string().optional(),
    providerId: z.string().optional(),
    authenticationFlow: z.boolean().optional(),
    authenticationConfig: z.string().optional(),
    level: z.int(),
    priority: z.int(),
  }),
);
const configAnswer = z.looseObject({
  alias: z.string().nullish(),
  config: z.record(z.string(), z.string().nullish()).nullish(),
});
const flowsAnswer = z.array(
  z.looseObject({
    id: z.string(),
    alias: z.string(),
    description: z.string().nullish(),
    builtIn: z.boolean().nullish(),
  }),
);

/** A row as Keycloak lists it; it goes back whole when something in it changes. */
export type Row = z.infer<typeof rowsAnswer>[number];
export type Flow = z.infer<typeof flowsAnswer>[number];

interface Live {
  readonly row: Row;
  readonly requirement: Requirement;
}

export interface LiveExecution extends Live {
  readonly provider: string;
  readonly config?: StepConfig;
}

export interface LiveSubFlow extends Live {
  readonly alias: string;
  readonly description: string;
  readonly steps: readonly LiveStep[];
}

/** A step of a flow with the row it was read from. */
export type LiveStep = LiveExecution | LiveSubFlow;

/** Reads the flows of a realm. */
export class FlowReader {
  private readonly connection: KeycloakConnection;
  private readonly realm: string;

  constructor(connection: KeycloakConnection, realm: string) {
    this.connection = connection;
    this.realm = realm;
  }

  /** The top-level flow of this name, or null. */
  async find(alias: string): Promise<Flow | null> {
    const { realm } = this;
    const flows = await this.connection.read('read the flows', flowsAnswer, (admin) =>
      admin.authenticationManagement.getFlows({ realm }),
    );
    return flows.find((flow) => flow.alias === alias) ?? null;
  }

  /** What the flow does, step by step. */
  async steps(flow: string): Promise<LiveStep[]> {
    const { realm } = this;
    const rows = await this.connection.read(`read the flow ${flow}`, rowsAnswer, (admin) =>
      admin.authenticationManagement.getExecutions({ realm, flow }),
    );
    return this.tree(rows, 0);
  }

  // Keycloak lists a sub-flow's steps right behind it, one level deeper.
  private async tree(rows: readonly Row[], level: number): Promise<LiveStep[]> {
    const steps: LiveStep[] = [];
    for (const [index, row] of rows.entries()) {
      if (row.level !== level) continue;
      const end = rows.findIndex((other, at) => at > index && other.level <= level);
      const inside = rows.slice(index + 1, end === -1 ? undefined : end);
      steps.push(row.authenticationFlow === true ? await this.subFlow(row, inside) : await this.execution(row));
    }
    return steps;
  }

  private async subFlow(row: Row, inside: readonly Row[]): Promise<LiveSubFlow> {
    const { requirement, displayName: alias = '', description = '' } = row;
    return { row, requirement, alias, description, steps: await this.tree(inside, row.level + 1) };
  }

  private async execution(row: Row): Promise<LiveExecution> {
    const { requirement, providerId: provider = '', authenticationConfig: id } = row;
    if (id === undefined) return { row, requirement, provider };
    const { realm } = this;
    const { alias, config } = await this.connection.read(`read the settings of ${provider}`, configAnswer, (admin) =>
      admin.authenticationManagement.getConfig({ realm, id }),
    );
    const values = Object.entries(config ?? {}).flatMap(([name, value]) => (value == null ? [] : [[name, value]]));
    return {
      row,
      requirement,
      provider,
      config: { alias: alias ?? '', values: Object.fromEntries(values) as Record<string, string> },
    };
  }
}

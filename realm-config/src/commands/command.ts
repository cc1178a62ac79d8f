import type { ConnectionSettings } from '../keycloak/connection-settings.ts';
import type { Environment } from '../schema/placeholders.ts';

/** What a command is given. It prints through `out` and answers the exit code. */
export interface CommandContext {
  readonly file: string;
  readonly env: Environment;
  readonly admin: ConnectionSettings;
  readonly json: boolean;
  /** Whether a removal is meant. */
  readonly yes: boolean;
  readonly out: (text: string) => void;
}

export type Command = (context: CommandContext) => Promise<number>;

export const EXIT = { same: 0, error: 1, changes: 2 } as const;

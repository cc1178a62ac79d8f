import type { KeycloakConnection } from '../keycloak/keycloak-connection.ts';
import type { Report } from '../realm-config.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';

/** Something a check saw. A problem wants mending; a note is a choice whose price should be known. */
export interface Finding {
  readonly level: 'problem' | 'note';
  readonly about: string;
  readonly says: string;
  readonly next: string;
}

/** What every check gets. Checks read and never write. */
export interface Patient {
  readonly connection: KeycloakConnection;
  readonly file: RealmFile;
  readonly report: Report;
}

export type Check = (patient: Patient) => Promise<Finding[]>;

export const problem = (about: string, says: string, next: string): Finding => ({
  level: 'problem',
  about,
  says,
  next,
});
export const note = (about: string, says: string, next: string): Finding => ({ level: 'note', about, says, next });

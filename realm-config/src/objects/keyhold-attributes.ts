import type { DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { pinAttributes } from './pin.ts';
import { stated } from './stated.ts';

/** The realm attributes by which the plugin and the bridge know a managed realm. */
export function keyholdAttributes(file: RealmFile): DesiredObject {
  const max = file.passkeys?.max;
  return {
    key: { kind: 'realm attributes', realm: file.realm },
    reason: 'switches Keyhold on in this realm',
    fields: [
      field('attributes.keyhold.bridge-client', file.bridge['client-id'], 'the plugin serves this client only'),
      field('attributes.keyhold.page-url', file['page-url'], 'links in mails and pages lead there'),
      ...stated([
        ['attributes.keyhold.second-factor', file['second-factor'], 'second-factor'],
        ['attributes.keyhold.reauthentication', file.reauthentication, 'reauthentication'],
        ['attributes.keyhold.passkeys.max', max === undefined ? undefined : String(max), 'passkeys.max'],
      ]),
      ...pinAttributes(file),
      field('attributes.keyhold.enabled', 'true', 'without it the realm behaves as if the plugin were absent'),
    ],
  };
}

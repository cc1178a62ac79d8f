import type { DesiredObject } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { bridgeClientObjects } from './bridge-client.ts';
import { keyholdClientObjects } from './keyhold-client.ts';
import { keyholdAttributes } from './keyhold-attributes.ts';
import { realmSettings } from './realm-settings.ts';

/**
 * Everything a realm file declares, in the order in which it is written: the realm, what others refer to, what refers to it,
 * and last the attributes that switch Keyhold on, so that a half-applied realm still behaves like a stock one.
 */
export function realmObjects(file: RealmFile): DesiredObject[] {
  return [realmSettings(file), ...keyholdClientObjects(), ...bridgeClientObjects(file), keyholdAttributes(file)];
}

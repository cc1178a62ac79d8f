import type { DesiredObject } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { bridgeClientObjects } from './bridge-client.ts';
import { keyholdClientObjects } from './keyhold-client.ts';
import { keyActions } from './keys.ts';
import { keyholdAttributes } from './keyhold-attributes.ts';
import { pinActions, pinName, pinNameRemoved } from './pin.ts';
import { realmSettings } from './realm-settings.ts';
import { flowObjects, signInObject } from './sign-in.ts';

/**
 * Everything a realm file declares, in the order in which it is written: the realm, what others refer to, what refers to it,
 * then the attributes that switch Keyhold on, so that a half-applied realm still behaves like a stock one, and at the very end
 * the flows that are complete by then: until that one write everybody signs in as before. Only the name by which applications
 * ask for the PIN comes later still, and goes first of all.
 */
export function realmObjects(file: RealmFile): DesiredObject[] {
  return [
    realmSettings(file),
    ...pinNameRemoved(file),
    ...keyholdClientObjects(),
    ...bridgeClientObjects(file),
    ...keyActions(file),
    ...pinActions(file),
    ...flowObjects(file),
    keyholdAttributes(file),
    ...signInObject(file),
    ...pinName(file),
  ];
}

import type { DesiredField, DesiredObject } from '../engine/desired.ts';
import { field } from '../engine/desired.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import { stated } from './stated.ts';

/** What an application asks for when it wants the PIN. */
export const PIN_ACR = 'keyhold-pin';

/** By which an administrator has a user set a PIN up. */
export const SET_UP_PIN = 'keyhold-set-up-pin';

// Keycloak refuses an essential claim that the map does not have; this is the level of a request that names none (ADR 0012).
const LEVEL = '-1';

/** What the plugin reads about PINs. */
export function pinAttributes({ pin }: RealmFile): DesiredField[] {
  const number = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
  return stated([
    ['attributes.keyhold.pin', pin?.mode, 'pin.mode'],
    ['attributes.keyhold.pin.min-digits', number(pin?.['min-digits']), 'pin.min-digits'],
    ['attributes.keyhold.pin.hold-hours', number(pin?.['hold-hours']), 'pin.hold-hours'],
    ['attributes.keyhold.pin.missing', pin?.missing, 'pin.missing'],
  ]);
}

/** Its registration. */
export function pinActions({ pin }: RealmFile): DesiredObject[] {
  if (pin?.['step-up'] !== true) return [];
  return [
    {
      key: { kind: 'required action', action: SET_UP_PIN },
      reason: 'leads a user without a PIN to where one is set',
      fields: [field('enabled', true, 'pin.step-up needs it')],
    },
  ];
}

/** The name by which applications ask for the PIN, taken away before the steps that answer for it go. */
export function pinNameRemoved({ realm, pin }: RealmFile): DesiredObject[] {
  if (pin?.['step-up'] !== false) return [];
  const reason = 'without its step nobody would be asked for the PIN';
  return [{ key: { kind: 'acr map', realm }, reason, fields: [field(PIN_ACR, '', 'the file says pin.step-up')] }];
}

/** The same name, given when everything that answers for it is there. */
export function pinName({ realm, pin }: RealmFile): DesiredObject[] {
  if (pin?.['step-up'] !== true) return [];
  const reason = 'the name by which applications ask for the PIN';
  return [{ key: { kind: 'acr map', realm }, reason, fields: [field(PIN_ACR, LEVEL, 'the file says pin.step-up')] }];
}

import type { Key, KeysState, Overview } from '../src/api/model.ts';
import type { World } from './fake-api.ts';
import { many, overviewOf, world } from './world.ts';

export const key = (id: string, more: Partial<Key> = {}): Key => ({
  id,
  label: null,
  model: null,
  icon: null,
  createdAt: '2026-03-01T10:00:00Z',
  lastUsedAt: null,
  lastUsedWith: null,
  synced: null,
  credentialId: id,
  transports: [],
  ...more,
});

const keys = (items: Key[], more: Partial<KeysState> = {}): KeysState => ({
  state: 'available',
  relyingParty: { id: 'example.org', name: 'Example Bank' },
  items,
  here: true,
  ...more,
});

/** A user with these passkeys, at a realm of this set-up, and with these security keys. */
export const list = (
  passkeys: Key[],
  setUp: Partial<KeysState> = {},
  securityKeys: Key[] = [],
): Overview['passkeys'] => ({
  required: false,
  max: 10,
  passkeys: keys(passkeys, setUp),
  securityKeys: keys(securityKeys),
});

export const keysWorld = (passkeys: Overview['passkeys'], more: Partial<Overview> = {}): World =>
  world([], { overview: overviewOf(many(2), { passkeys, ...more }) });

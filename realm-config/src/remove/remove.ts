import type { RealmRequest } from '../realm-config.ts';
import { connect } from '../realm-config.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import { readRealmFile } from '../schema/read-realm-file.ts';
import { removalsIn } from './removals.ts';

/** What a removal takes out of a realm. Holds no secret. */
export interface RemovalReport {
  readonly realm: string;
  readonly removals: readonly { readonly what: string; readonly reason: string }[];
}

/** What of Keyhold's is in the realm. Writes nothing. */
export async function planRemoval(request: RealmRequest): Promise<RemovalReport> {
  const { realm, removals } = await open(request);
  return { realm, removals: removals.map(({ what, reason }) => ({ what, reason })) };
}

/**
 * Takes Keyhold out of the realm, and looks again whether it is out. Settings of Keycloak's own that the file declared stay as they
 * are, and so does everything of the users. Stopped half-way it can simply be run again.
 */
export async function removeKeyhold(
  request: RealmRequest & { readonly onRemoved?: (what: string) => void },
): Promise<RemovalReport> {
  const shared = { ...request, admin: connect(request.admin) };
  const { realm, removals } = await open(shared);
  for (const { what, take } of removals) {
    await take();
    request.onRemoved?.(what);
  }
  const left = (await open(shared)).removals;
  if (left.length === 0) return { realm, removals: removals.map(({ what, reason }) => ({ what, reason })) };
  throw new RealmConfigError(`Keycloak did not keep the removal: ${left.map(({ what }) => what).join('; ')}`, {
    next: 'Run remove again. If it stays, another tool or administrator may be writing the same realm.',
  });
}

async function open({ file, env, admin, realm }: RealmRequest) {
  const inFile = readRealmFile(file, env);
  const declared = realm === undefined ? inFile : { ...inFile, realm };
  return { realm: declared.realm, removals: await removalsIn(connect(admin), declared) };
}

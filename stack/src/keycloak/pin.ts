import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.ts';

/** The one place that says which Keycloak this project runs on, and the checksum of its archive. */
export function keycloakPin(): { version: string; sha256: string } {
  const pin: unknown = JSON.parse(readFileSync(join(repository, 'stack/keycloak.json'), 'utf8'));
  if (typeof pin === 'object' && pin !== null && 'version' in pin && 'sha256' in pin) {
    const { version, sha256 } = pin;
    if (typeof version === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256))
      return { version, sha256 };
  }
  throw new Error('stack/keycloak.json must hold {"version": "…", "sha256": "64 hex digits"}.');
}

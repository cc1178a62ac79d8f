import { Router } from 'express';
import type { Config } from '../config.ts';
import { Problem } from './problem.ts';
import { problems } from './problems.ts';

/**
 * What browsers and password managers read before anybody signs in: origins that share the relying party (WebAuthn L3 §5.11), and
 * where passkeys are managed (WebAppSec, "Passkey endpoints"). Both are read from the host of the relying-party id.
 */
export const wellKnownRoutes = ({ origin, publicUrl }: Pick<Config, 'origin' | 'publicUrl'>): Router => {
  const passkeys = `${publicUrl}/passkeys`;
  const files = {
    '/webauthn': { origins: [origin] },
    '/passkey-endpoints': { enroll: passkeys, manage: passkeys },
  };
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, file] of Object.entries(files)) {
    router.get(path, (_req, res) => {
      res.set('Cache-Control', 'public, max-age=3600').json(file);
    });
    router.all(path, () => {
      throw new Problem(problems.methodNotAllowed, { headers: { Allow: 'GET, HEAD' } });
    });
  }
  return router;
};

import type { Config } from '../config.ts';
import type { ClientConfig } from './client-config.schema.ts';

/** What of the bridge's configuration a browser may know. */
export const clientConfigOf = ({
  realm,
  issuer,
  basePath,
}: Pick<Config, 'basePath' | 'issuer' | 'realm'>): ClientConfig => ({
  realm,
  issuer,
  accountUrl: `${issuer}/account`,
  basePath,
  locale: 'en',
  features: ['check-up', 'password', 'totp', 'passkeys', 'pin', 'recovery-codes', 'sessions'],
});

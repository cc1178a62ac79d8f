import { z } from 'zod';
import { KEYHOLD_AUTHENTICATORS, PIN, PIN_REQUESTED } from '../flows/authenticators.ts';
import { ACCOUNT_THEME } from '../objects/realm-settings.ts';
import { RealmConfigError } from '../realm-config-error.ts';
import type { RealmFile } from '../schema/realm-file.schema.ts';
import type { KeycloakConnection } from './keycloak-connection.ts';

const serverInfoAnswer = z.object({
  providers: z.record(z.string(), z.object({ providers: z.record(z.string(), z.unknown()) })),
  themes: z.record(z.string(), z.array(z.looseObject({ name: z.string() }))),
});

/** Throws when the file wants something that only the Keyhold JAR brings, and this Keycloak does not have it. */
export async function requireJar(connection: KeycloakConnection, file: RealmFile): Promise<void> {
  const steps = [
    ...(file['second-factor'] === undefined ? [] : KEYHOLD_AUTHENTICATORS),
    ...(file.pin?.['step-up'] === true ? [PIN_REQUESTED, PIN] : []),
  ];
  const themes = file['account-page'] === 'keyhold' ? [ACCOUNT_THEME] : [];
  if (steps.length + themes.length === 0) return;
  const info = await connection.read('read the server info', serverInfoAnswer, (admin) => admin.serverInfo.find());
  const known = info.providers['authenticator']?.providers ?? {};
  const accountThemes = (info.themes['account'] ?? []).map(({ name }) => name);
  const missing = [
    ...steps.filter((id) => !Object.hasOwn(known, id)).map((id) => `no sign-in step ${id}`),
    ...themes.filter((theme) => !accountThemes.includes(theme)).map((theme) => `no account theme ${theme}`),
  ];
  if (missing.length === 0) return;
  throw new RealmConfigError(`This Keycloak has ${missing.join(' and ')}, which the file needs`, {
    next: 'The Keyhold JAR is not loaded, or too old: put the current one into providers/, restart Keycloak, and run plan again.',
  });
}

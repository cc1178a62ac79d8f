import { isHere } from '../factors/relying-party.ts';
import { keyNeeded } from '../features/reauthentication/reauthentication.schema.ts';
import type { Overview, PluginOverview } from './overview.schema.ts';

type Method = Overview['reauthentication']['methods'][number];

/** Completes what Keycloak tells with what only the bridge knows: which keys this page can ask. Ways to prove it that need another one are left out. */
export const inThisPage = (
  { passkeys: section, reauthentication, ...rest }: PluginOverview,
  { origin, accountUrl }: { readonly origin: string; readonly accountUrl: string },
): Overview => {
  const placed = <Keys extends PluginOverview['passkeys']['passkeys']>(keys: Keys) => ({
    ...keys,
    here: isHere(keys.relyingParty.id, origin),
  });
  const passkeys = { ...section, passkeys: placed(section.passkeys), securityKeys: placed(section.securityKeys) };
  const here = { passkey: passkeys.passkeys.here, 'security-key': passkeys.securityKeys.here };
  const works = (way: Method): boolean => {
    const key = keyNeeded(way);
    return key === undefined || here[key];
  };
  const methods = reauthentication.methods.filter(works);
  return {
    ...rest,
    passkeys,
    reauthentication: {
      ...reauthentication,
      methods,
      methodsToEndSessions: reauthentication.methodsToEndSessions.filter(works),
      unavailable:
        reauthentication.unavailable ?? (methods.length === 0 ? { reason: 'no-provable-factor', accountUrl } : null),
    },
  };
};

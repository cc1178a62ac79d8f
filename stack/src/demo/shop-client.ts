import type { AdminAccount } from '../keycloak/admin-account.ts';
import { adminApi } from '../keycloak/admin-api.ts';

export const shopClientId = 'shop';

export interface ShopClientRequest {
  keycloak: { url: string; admin: AdminAccount };
  realm: string;
  /** Where the shop is. */
  url: string;
  clientSecret: string;
}

/** Brings the client of `examples/shop` into the demo realm, as an application's own administrator would. */
export async function applyShopClient({ keycloak, realm, url, clientSecret }: ShopClientRequest): Promise<void> {
  const api = await adminApi(keycloak.url, keycloak.admin);
  const client = {
    clientId: shopClientId,
    name: 'Example shop',
    secret: clientSecret,
    redirectUris: [`${url}/callback`],
    attributes: { 'pkce.code.challenge.method': 'S256' },
  };
  const [known] = await api.clients.find({ realm, clientId: shopClientId });
  if (known?.id === undefined) await api.clients.create({ realm, ...client });
  else await api.clients.update({ realm, id: known.id }, client);
}

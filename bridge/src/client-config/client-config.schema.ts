import { z } from 'zod';

/** What a console needs to know of the bridge that serves it. */
export const clientConfig = z
  .object({
    realm: z.string(),
    issuer: z.url(),
    accountUrl: z.url().meta({ description: "Keycloak's own account page." }),
    basePath: z.string().meta({ description: 'Path before `/api`; empty at the root.' }),
    locale: z.string(),
    features: z.array(z.string()).meta({ description: 'Sections of the page that are on; each has its own address.' }),
  })
  .meta({ id: 'Config', description: 'What a console needs to know of the bridge that serves it.' });

export type ClientConfig = z.output<typeof clientConfig>;

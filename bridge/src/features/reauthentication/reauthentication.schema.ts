import { z } from 'zod';
import { operationNames } from './operations.ts';

/** What the dialog "Confirm it is you" can ask of this person. */
export const reauthentication = z
  .object({
    methods: z
      .array(z.object({ kind: z.enum(['password']) }))
      .meta({ description: 'Alternatives: any one of them is enough. Empty when the person has none.' }),
    unavailable: z
      .object({
        reason: z.enum(['no-provable-factor', 'impersonated']),
        accountUrl: z.url({ protocol: /^https?$/ }).meta({ description: "Keycloak's own account page." }),
      })
      .nullable()
      .meta({ description: 'Why nothing can be changed here; null when something can.' }),
  })
  .meta({ id: 'Reauthentication', description: 'What can prove that it is this person.' });

export const proof = z
  .strictObject({
    operation: z.enum(operationNames),
    target: z.string().max(200).meta({ description: 'What the operation acts on; empty where it needs none.' }),
    password: z.string().min(1).max(1024),
  })
  .meta({ id: 'Proof', description: 'A proof of the person for one operation.' });

export type Proof = z.output<typeof proof>;

const proved = {
  operation: z.enum(operationNames),
  target: z.string(),
  methods: z.array(z.string()).meta({ description: 'What was proved.' }),
  expiresAt: z.iso.datetime(),
};

export const provedOperation = z.object(proved).meta({
  id: 'ProvedOperation',
  description: 'The operation may be called until then. The grant itself stays on the server.',
});

/** What the plugin answers; the grant in it goes no further than the web session. */
export const pluginGrant = z.object({ grant: z.base64url().min(43).max(100), ...proved, operation: z.string() });

import { z } from 'zod';
import { device } from '../../keycloak/device.schema.ts';

export const usedCode = z
  .object({ at: z.iso.datetime(), address: z.string().nullable(), device })
  .meta({ id: 'UsedRecoveryCode', description: 'When, from where and with what a code was used; never the code.' });

export const recoveryCodesState = z
  .object({
    state: z.enum(['none', 'active', 'stock', 'off']).meta({
      description: "Stock: only codes of Keycloak's own kind. Off: the sign-in of this realm accepts none.",
    }),
    total: z.int().nonnegative(),
    remaining: z.int().nonnegative(),
    createdAt: z.iso.datetime().nullable(),
    confirmed: z.boolean().meta({ description: 'The person said that they are saved, or typed one back.' }),
    used: z.array(usedCode),
  })
  .meta({ id: 'RecoveryCodesState', description: 'How many recovery codes are left, and where used ones went.' });

export const generatedCodes = z
  .object({
    set: z.string(),
    codes: z.array(z.string()),
    active: z.boolean().meta({ description: 'False: the old set works until one of these is typed back.' }),
  })
  .meta({ id: 'GeneratedRecoveryCodes', description: 'A new set; told this once.' });

export const codesParams = z.strictObject({ set: z.string() });

export const codesConfirmation = z
  .strictObject({
    code: z
      .string()
      .max(64)
      .nullable()
      .meta({ description: 'One of the new codes; null says that a first set is saved.' }),
  })
  .meta({ id: 'RecoveryCodesConfirmation' });

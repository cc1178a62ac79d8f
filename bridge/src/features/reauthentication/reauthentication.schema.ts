import { z } from 'zod';
import { assertion } from '../../factors/assertion.schema.ts';
import { keyKind, type KeyKind } from '../../factors/key-kind.schema.ts';
import { operationNames } from './operations.ts';

export const method = z
  .object({
    kind: z.enum(['password', 'passkey']),
    and: z
      .enum(['totp', 'security-key'])
      .nullable()
      .meta({ description: 'The second factor that is asked beside it.' }),
  })
  .meta({ id: 'ReauthenticationMethod', description: 'One way to prove it.' });

type Method = z.output<typeof method>;

/** The kind of key that this way to prove it takes; undefined when it takes none. */
export const keyNeeded = ({ kind, and }: Method): KeyKind | undefined => {
  if (kind === 'passkey') return 'passkey';
  return and === 'security-key' ? 'security-key' : undefined;
};

/** What the dialog "Confirm it is you" can ask of this person. */
export const reauthentication = z
  .object({
    methods: z
      .array(method)
      .meta({ description: 'Alternatives: any one of them is enough. Empty when the person has none.' }),
    methodsToEndSessions: z
      .array(method)
      .meta({ description: 'The same for ending sessions, where a realm may ask for less.' }),
    rescue: z.boolean().meta({ description: 'A recovery code may stand in for a lost second factor.' }),
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
    password: z.string().min(1).max(1024).optional().meta({ description: 'Not beside a passkey.' }),
    code: z.string().max(64).optional().meta({ description: 'A code of an authenticator app, where there is one.' }),
    recoveryCode: z.string().max(64).optional().meta({ description: 'In place of `code`, where that is lost.' }),
    assertion: assertion
      .optional()
      .meta({ description: 'A passkey by itself, or a security key beside the password.' }),
  })
  .refine(({ password, assertion }) => password !== undefined || assertion !== undefined, {
    error: 'expected a password or a passkey',
    path: ['password'],
  })
  .refine(({ code, recoveryCode }) => code === undefined || recoveryCode === undefined, {
    error: 'either a code or a recovery code',
    path: ['recoveryCode'],
  })
  .refine(({ code, recoveryCode, assertion }) => assertion === undefined || (code ?? recoveryCode) === undefined, {
    error: 'either a code or a key',
    path: ['assertion'],
  })
  .meta({ id: 'Proof', description: 'A proof of the person for one operation.' });

export type Proof = z.output<typeof proof>;

export const challengeStart = z
  .strictObject({
    operation: z
      .enum([...operationNames, 'password.change'])
      .meta({ description: 'What the proof is for; `password.change` is proved by the change itself.' }),
    target: z.string().max(200),
    kind: keyKind,
  })
  .meta({ id: 'ReauthenticationChallengeStart' });

export type ChallengeStart = z.output<typeof challengeStart>;

const proved = {
  operation: z.enum([...operationNames, 'rescue']),
  target: z.string(),
  methods: z.array(z.string()).meta({ description: 'What was proved.' }),
  expiresAt: z.iso.datetime(),
};

export const provedOperation = z
  .object({
    ...proved,
    sessionsLeft: z.boolean().optional().meta({
      description:
        'True after a rescue that had no time to end all other sessions: `DELETE /sessions` ends the rest, without another proof. Else left out.',
    }),
  })
  .meta({
    id: 'ProvedOperation',
    description: 'The operation may be called until then. The grant itself stays on the server.',
  });

/** What the plugin answers; the grant in it goes no further than the web session. */
export const pluginGrant = z.object({
  grant: z.base64url().min(43).max(100),
  ...proved,
  operation: z.string(),
  covers: z.array(z.string()).optional().meta({ description: 'Of a rescue: what it may be used for, once each.' }),
});

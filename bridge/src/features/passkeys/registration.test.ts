import { describe, expect, test } from '@jest/globals';
import { decodeAttestationObject, isoCBOR } from '@simplewebauthn/server/helpers';
import fc from 'fast-check';
import { Problem } from '../../http/problem.ts';
import type { CreationPolicy } from '../../keycloak/creation-policy.schema.ts';
import { pageOrigin, register, type Registration } from '../../testing/fake-authenticator.ts';
import { golden } from '../../testing/golden.ts';
import { newChallenge } from './creation-options.ts';
import { pluginEnrolment, registrationResponse, type RegistrationResponse } from './passkeys.schema.ts';
import { verifyRegistration } from './registration.ts';

const started = pluginEnrolment.parse(golden('passkeys/started'));
const policy: CreationPolicy = { ...started.policy, algorithms: [-7, -257, -8] };
const challenge = newChallenge();

type Enrolment = { kind?: 'passkey' | 'security-key'; policy?: Partial<CreationPolicy>; mediation?: 'conditional' };

/** `taken`, or the reason of the refusal; anything else fails the test. */
const verdict = async (response: RegistrationResponse, enrolment: Enrolment = {}): Promise<unknown> => {
  const { kind = 'passkey', policy: over = {}, mediation } = enrolment;
  try {
    await verifyRegistration(response, { kind, challenge, mediation, policy: { ...policy, ...over } }, pageOrigin);
    return 'taken';
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.slug !== 'registration-refused') throw error;
    return error.members['reason'];
  }
};
const made = (registration: Partial<Registration> = {}) =>
  registrationResponse.parse(register({ challenge, ...registration }));

describe('a good registration', () => {
  test.each([-7, -257, -8] as const)('with a key of algorithm %d is taken', async (algorithm) => {
    expect(await verdict(made({ algorithm }))).toBe('taken');
    expect(await verdict(made({ algorithm, statement: 'packed' }), { policy: { attestation: 'direct' } })).toBe(
      'taken',
    );
  });

  test('of a security key needs neither verification nor discoverability', async () => {
    const plain = made({ userVerified: false, discoverable: false });
    const relaxed = { userVerification: 'preferred', residentKey: null } as const;
    expect(await verdict(plain, { kind: 'security-key', policy: relaxed })).toBe('taken');
  });

  test('that the browser makes without a prompt needs no gesture, and all else', async () => {
    const unseen = { userPresent: false, userVerified: false };
    const mediation = 'conditional';
    expect(await verdict(made(unseen), { mediation })).toBe('taken');
    expect(await verdict(made({ ...unseen, rpId: 'evil.example' }), { mediation })).toBe('relying-party');
    expect(await verdict(made({ ...unseen, challenge: newChallenge() }), { mediation })).toBe('challenge');
    expect(await verdict(made({ ...unseen, discoverable: false }), { mediation })).toBe('not-discoverable');
  });

  test('of a model on the list is taken, however the list is written', async () => {
    const aaguid = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4';
    expect(await verdict(made({ aaguid }), { policy: { aaguids: [aaguid.toUpperCase()] } })).toBe('taken');
  });
});

// Threat: Keycloak re-checks nothing of a key at sign-in, so whatever slips through here opens the account.
// Bound: every hand-made registration is refused, with its own reason.
describe('a hand-made registration', () => {
  test.each<[string, string, Partial<Registration>, Enrolment?]>([
    ['an algorithm that the realm does not allow', 'algorithm', { algorithm: -8 }, { policy: { algorithms: [-7] } }],
    ['another relying party', 'relying-party', { rpId: 'evil.example' }],
    ['a subdomain as the relying party', 'relying-party', { rpId: 'account.example.org' }],
    ['another origin', 'origin', { clientData: { origin: 'https://evil.example' } }],
    ['the origin of a sibling', 'origin', { clientData: { origin: 'https://id.example.org' } }],
    ['a frame in a foreign page', 'origin', { clientData: { crossOrigin: true } }],
    ['another challenge', 'challenge', { challenge: newChallenge() }],
    ['an empty challenge', 'challenge', { clientData: { challenge: '' } }],
    ['a sign-in in place of a registration', 'type', { clientData: { type: 'webauthn.get' } }],
    ['no user verification', 'user-verification', { userVerified: false }],
    ['no user presence', 'user-presence', { userPresent: false }],
    ['no attestation', 'attestation', {}, { policy: { attestation: 'direct' } }],
    ['no attestation (indirect)', 'attestation', {}, { policy: { attestation: 'indirect' } }],
    ['a forged attestation', 'attestation', { statement: 'forged' }],
    [
      'a model that is not on the list',
      'authenticator',
      {},
      { policy: { aaguids: ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'] } },
    ],
    ['a key that no sign-in finds', 'not-discoverable', { discoverable: false }],
    ['an empty credential id', 'malformed', { credentialId: Buffer.alloc(0) }],
    ['a credential id of 1,024 bytes', 'malformed', { credentialId: Buffer.alloc(1024, 7) }],
    ['a token binding of another type', 'attestation', { clientData: { tokenBinding: 'yes' } }],
  ])('with %s: %s', async (...[, reason, registration, enrolment]) => {
    // The two ids that the schema does not even let through are checked here all the same.
    const response = register({ challenge, ...registration }) as RegistrationResponse;
    expect(await verdict(response, enrolment)).toBe(reason);
  });

  test('that names another credential than the one inside is malformed', async () => {
    const other = made();
    expect(await verdict({ ...made(), id: other.id, rawId: other.id })).toBe('malformed');
    expect(await verdict({ ...made(), rawId: other.rawId })).not.toBe('taken');
  });

  test('whose signed data was changed afterwards is refused', async () => {
    const { response, ...rest } = made({ statement: 'packed' });
    const clientData = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as object;
    const clientDataJSON = Buffer.from(JSON.stringify({ ...clientData, more: 1 })).toString('base64url');
    expect(await verdict({ ...rest, response: { ...response, clientDataJSON } })).toBe('attestation');
  });
});

// Threat: a parser that throws takes the request, or the process, down. Bound: each fault is `registration-refused`.
describe('noise', () => {
  const reasons = ['malformed', 'relying-party', 'user-presence', 'user-verification', 'algorithm', 'attestation'];
  const good = made({ statement: 'packed' });
  const inside = Buffer.from(good.response.attestationObject, 'base64url');
  const authDataOf = (attestation: Uint8Array) => decodeAttestationObject(Uint8Array.from(attestation)).get('authData');
  const withAttestation = (attestation: Uint8Array): RegistrationResponse => ({
    ...good,
    response: { ...good.response, attestationObject: Buffer.from(attestation).toString('base64url') },
  });

  test('in place of the attestation is malformed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (noise) => {
        expect(await verdict(withAttestation(noise))).toBe('malformed');
      }),
    );
  });

  test('as well-formed CBOR of any shape is refused', async () => {
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.integer(),
        fc.string(),
        fc.boolean(),
        fc.uint8Array({ maxLength: 80 }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc
          .array(fc.tuple(fc.constantFrom('fmt', 'attStmt', 'authData', 'x'), tie('value')), { maxLength: 4 })
          .map((entries) => new Map(entries)),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(value, async (noise) => {
        const cbor = isoCBOR.encode(noise as Parameters<typeof isoCBOR.encode>[0]);
        expect(await verdict(withAttestation(cbor))).toBe('malformed');
      }),
    );
  });

  // The library forgives a length of CBOR that reaches beyond the end; Keycloak's own parser reads it once more.
  test('in any one byte of a good attestation is refused, or leaves what was signed as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(inside.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Uint8Array.from(inside);
        changed[at] = (changed[at] ?? 0) ^ by;
        const answer = await verdict(withAttestation(changed));
        if (answer === 'taken') expect(authDataOf(changed)).toEqual(authDataOf(Uint8Array.from(inside)));
        else expect(reasons).toContain(answer);
      }),
    );
  });

  test('in place of the client data is malformed, or of another type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ minLength: 1 }), fc.json()), async (text) => {
        const clientDataJSON = Buffer.from(text).toString('base64url');
        const answer = await verdict({ ...good, response: { ...good.response, clientDataJSON } });
        expect(['malformed', 'type']).toContain(answer);
      }),
    );
  });
});

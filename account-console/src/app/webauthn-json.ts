import { fromBase64url, toBase64url } from './base64url.ts';

/**
 * JSON in and out of a ceremony (WebAuthn L3 §5.1, §5.1.8, §5.1.9), by the browser's own conversion where it has one. Some know
 * passkeys and not their JSON, and some password managers answer with objects of their own, which have no `toJSON`.
 */
export const creationOptions = (json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions =>
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'
    ? PublicKeyCredential.parseCreationOptionsFromJSON(json)
    : ({
        ...json,
        challenge: fromBase64url(json.challenge),
        user: { ...json.user, id: fromBase64url(json.user.id) },
        excludeCredentials: json.excludeCredentials?.map(descriptor) ?? [],
      } as unknown as PublicKeyCredentialCreationOptions);

export const requestOptions = (json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions =>
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
    ? PublicKeyCredential.parseRequestOptionsFromJSON(json)
    : ({
        ...json,
        challenge: fromBase64url(json.challenge),
        allowCredentials: json.allowCredentials?.map(descriptor) ?? [],
      } as unknown as PublicKeyCredentialRequestOptions);

const descriptor = (json: PublicKeyCredentialDescriptorJSON) => ({ ...json, id: fromBase64url(json.id) });

/** What the browser's own `toJSON()` would answer after a ceremony: to be sent on, and read by the bridge's schema. */
export const credentialJson = (credential: PublicKeyCredential): unknown =>
  typeof credential.toJSON === 'function'
    ? credential.toJSON()
    : {
        id: credential.id,
        rawId: toBase64url(credential.rawId),
        type: credential.type,
        clientExtensionResults: credential.getClientExtensionResults(),
        response: {
          clientDataJSON: toBase64url(credential.response.clientDataJSON),
          ...(isRegistration(credential.response) ? registered(credential.response) : signed(credential.response)),
        },
      };

const isRegistration = (response: AuthenticatorResponse): response is AuthenticatorAttestationResponse =>
  'attestationObject' in response;

const registered = (response: AuthenticatorAttestationResponse) => ({
  attestationObject: toBase64url(response.attestationObject),
  transports: typeof response.getTransports === 'function' ? response.getTransports() : [],
});

function signed(response: AuthenticatorResponse) {
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    authenticatorData: toBase64url(authenticatorData),
    signature: toBase64url(signature),
    ...(userHandle === null ? {} : { userHandle: toBase64url(userHandle) }),
  };
}

import { fromBase64url, toBase64url } from './base64url.ts';

/**
 * JSON in and out of a ceremony (WebAuthn L3 §5.1.8 to §5.1.10), by the browser's own conversion where it has one. Some know
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

export function registrationJson(credential: PublicKeyCredential): RegistrationResponseJSON {
  if (typeof credential.toJSON === 'function') return credential.toJSON() as RegistrationResponseJSON;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toBase64url(response.clientDataJSON),
      attestationObject: toBase64url(response.attestationObject),
      transports: typeof response.getTransports === 'function' ? response.getTransports() : [],
    },
  } as unknown as RegistrationResponseJSON;
}

export function authenticationJson(credential: PublicKeyCredential): AuthenticationResponseJSON {
  if (typeof credential.toJSON === 'function') return credential.toJSON() as AuthenticationResponseJSON;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toBase64url(response.clientDataJSON),
      authenticatorData: toBase64url(response.authenticatorData),
      signature: toBase64url(response.signature),
      ...(response.userHandle === null ? {} : { userHandle: toBase64url(response.userHandle) }),
    },
  } as unknown as AuthenticationResponseJSON;
}

const common = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: toBase64url(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
});

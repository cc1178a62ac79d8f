package dev.keyhold.passkeys;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import dev.keyhold.support.Json;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An authenticator that answers registrations by hand: rightly, until a test bends one of its fields. */
final class Authenticator {
    static final String GOOGLE = "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4";
    private static final ObjectConverter CBOR = new ObjectConverter();

    String rpId = "example.org";
    String origin = "https://account.example.org";
    String type = "webauthn.create";
    byte[] challenge = random(32);
    byte flags = (byte) (AuthenticatorData.BIT_UP | AuthenticatorData.BIT_UV | AuthenticatorData.BIT_AT | AuthenticatorData.BIT_BE | AuthenticatorData.BIT_BS);
    byte[] credentialId = random(16);
    String aaguid = GOOGLE;
    String curve = "secp256r1";
    COSEAlgorithmIdentifier algorithm = COSEAlgorithmIdentifier.ES256;
    boolean packed;
    boolean forged;
    String mediation;

    /** As a browser has one made without a prompt: nobody is there. */
    Authenticator unprompted() {
        mediation = "conditional";
        return without(AuthenticatorData.BIT_UP).without(AuthenticatorData.BIT_UV);
    }

    Authenticator without(byte flag) {
        flags &= (byte) ~flag;
        return this;
    }

    String clientDataJSON() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.put("challenge", Key.base64url(challenge));
        data.put("origin", origin);
        data.put("crossOrigin", false);
        return Json.write(data);
    }

    String attestationObject() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair keys = generator.generateKeyPair();
        EC2COSEKey key = EC2COSEKey.create((java.security.interfaces.ECPublicKey) keys.getPublic(), algorithm);
        AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data = new AuthenticatorData<>(sha256(rpId), flags, 1,
            new AttestedCredentialData(new AAGUID(aaguid), credentialId, key));
        AttestationStatement statement = packed ? new PackedAttestationStatement(algorithm, sign(keys, data), null) : new NoneAttestationStatement();
        return Key.base64url(new AttestationObjectConverter(CBOR).convertToBytes(new AttestationObject(data, statement)));
    }

    /** A request's body. */
    String body(KeyKind kind, String label) {
        try {
            return body(kind, attestationObject(), label);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String body(KeyKind kind, String attestationObject, String label) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind.word());
        body.put("attestationObject", attestationObject);
        body.put("clientDataJSON", Key.base64url(clientDataJSON().getBytes(StandardCharsets.UTF_8)));
        body.put("transports", List.of("internal", "hybrid"));
        body.put("label", label);
        body.put("mediation", mediation);
        return Json.write(body);
    }

    private byte[] sign(KeyPair keys, AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(new AuthenticatorDataConverter(CBOR).convert(data));
        signature.update(sha256(forged ? "something else" : clientDataJSON()));
        return signature.sign();
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}

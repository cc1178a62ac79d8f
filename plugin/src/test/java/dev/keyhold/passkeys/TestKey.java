package dev.keyhold.passkeys;

import com.fasterxml.jackson.databind.JsonNode;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An authenticator in a few lines: one ES256 key that signs what it is given, rightly or with just one thing wrong. */
final class TestKey {
    static final String ORIGIN = "https://account.example.org";
    static final String RELYING_PARTY = "example.org";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;

    final String id = UUID.randomUUID().toString();
    final KeyKind kind;
    private final byte[] credentialId = new byte[32];
    private final KeyPair pair;
    int count = 1;

    TestKey(KeyKind kind) {
        this.kind = kind;
        new SecureRandom().nextBytes(credentialId);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String credentialId() {
        return BASE64URL.encodeToString(credentialId);
    }

    /** As Keycloak stores it. */
    CredentialModel stored() {
        WebAuthnCredentialModel stored = WebAuthnCredentialModel.create(kind.type(), "My key", "00000000-0000-0000-0000-000000000000",
            Base64.getEncoder().encodeToString(credentialId), null, BASE64URL.encodeToString(cose()), count, "none", Set.of("internal"));
        stored.setId(id);
        stored.setCreatedDate(0L);
        return stored;
    }

    /** What comes of one ceremony. */
    Ceremony sign(JsonNode challenge) {
        return new Ceremony(challenge.get("id").asText(), challenge.get("publicKey").get("challenge").asText());
    }

    /** An assertion in the making: everything is right that nobody has changed. */
    final class Ceremony {
        private final String id;
        private String challenge;
        private String origin = ORIGIN;
        private String type = "webauthn.get";
        private String relyingParty = RELYING_PARTY;
        private boolean crossOrigin;
        private int flags = PRESENT | VERIFIED;
        private int counter = ++count;
        private byte[] userHandle;
        private boolean breaksSignature;

        private Ceremony(String id, String challenge) {
            this.id = id;
            this.challenge = challenge;
        }

        Ceremony challenge(String other) {
            challenge = other;
            return this;
        }

        Ceremony origin(String other) {
            origin = other;
            return this;
        }

        Ceremony type(String other) {
            type = other;
            return this;
        }

        Ceremony relyingParty(String other) {
            relyingParty = other;
            return this;
        }

        Ceremony inAFrame() {
            crossOrigin = true;
            return this;
        }

        Ceremony withoutVerification() {
            flags = PRESENT;
            return this;
        }

        Ceremony withoutPresence() {
            flags = VERIFIED;
            return this;
        }

        Ceremony counter(int other) {
            counter = other;
            return this;
        }

        Ceremony userHandle(String user) {
            userHandle = user.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        Ceremony breakingTheSignature() {
            breaksSignature = true;
            return this;
        }

        /** The member {@code assertion} of a proof. */
        Map<String, Object> proof() {
            Map<String, Object> proof = new LinkedHashMap<>();
            proof.put("id", id);
            proof.putAll(answer());
            return proof;
        }

        /** The same without the challenge's id. */
        Map<String, Object> answer() {
            byte[] clientData = ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin + "\",\"crossOrigin\":" + crossOrigin + "}")
                .getBytes(StandardCharsets.UTF_8);
            byte[] data = ByteBuffer.allocate(37).put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8))).put((byte) flags).putInt(counter).array();
            byte[] signature = signature(data, sha256(clientData));
            if (breaksSignature) {
                signature[signature.length - 1] ^= 1;
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("credentialId", credentialId());
            answer.put("authenticatorData", BASE64URL.encodeToString(data));
            answer.put("clientDataJSON", BASE64URL.encodeToString(clientData));
            answer.put("signature", BASE64URL.encodeToString(signature));
            answer.put("userHandle", userHandle == null ? null : BASE64URL.encodeToString(userHandle));
            return answer;
        }
    }

    private byte[] signature(byte[] data, byte[] clientDataHash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(data);
            signature.update(clientDataHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // RFC 9053 §7.1.1: kty EC2, alg ES256, crv P-256, x, y.
    private byte[] cose() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ByteArrayOutputStream cbor = new ByteArrayOutputStream();
        cbor.writeBytes(new byte[]{(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        cbor.writeBytes(coordinate(key.getW().getAffineX()));
        cbor.writeBytes(new byte[]{0x22, 0x58, 0x20});
        cbor.writeBytes(coordinate(key.getW().getAffineY()));
        return cbor.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int from = Math.max(0, bytes.length - 32);
        System.arraycopy(bytes, from, padded, 32 - (bytes.length - from), bytes.length - from);
        return padded;
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

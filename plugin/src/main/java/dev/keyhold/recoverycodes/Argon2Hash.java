package dev.keyhold.recoverycodes;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;

/**
 * Argon2id with the cost that Keycloak gives passwords (7 MiB, five passes), by the same library. Keycloak's own provider cannot
 * be asked: it takes a new salt for each hash, and a guess would have to be hashed once for every code of the set.
 */
final class Argon2Hash implements CodeHash {
    private static final int MEMORY_KIB = 7168;
    private static final int PASSES = 5;
    private static final int LANES = 1;
    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();

    // As in Keycloak: more at once than there are processors would only cost memory.
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

    @Override
    public String salt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return HEX.formatHex(salt);
    }

    @Override
    public String of(String code, String salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB).withIterations(PASSES).withParallelism(LANES).withSalt(HEX.parseHex(salt)).build());
        byte[] hash = new byte[BYTES];
        processors.acquireUninterruptibly();
        try {
            generator.generateBytes(code.getBytes(StandardCharsets.US_ASCII), hash);
        } finally {
            processors.release();
        }
        return HEX.formatHex(hash);
    }
}

package dev.keyhold.recoverycodes;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A cheap hash for tests that counts how often it is asked. */
final class CountedHash implements CodeHash {
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public String salt() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String of(String code, String salt) {
        asked.incrementAndGet();
        return "hash of " + code + " " + salt.substring(0, 8);
    }
}

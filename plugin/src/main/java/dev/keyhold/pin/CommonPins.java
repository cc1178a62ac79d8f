package dev.keyhold.pin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The most common PINs that no other rule refuses, the most common first; the 4,000 most common are refused by all rules together. The file says where they come from. */
final class CommonPins {
    static final Set<String> ALL = read();

    private CommonPins() {
    }

    private static Set<String> read() {
        try (InputStream file = CommonPins.class.getResourceAsStream("/keyhold-common-pins.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#"))
                .collect(Collectors.collectingAndThen(Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
        } catch (IOException e) {
            throw new IllegalStateException("keyhold-common-pins.txt cannot be read from the JAR", e);
        }
    }
}

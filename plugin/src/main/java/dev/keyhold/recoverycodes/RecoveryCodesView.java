package dev.keyhold.recoverycodes;

import dev.keyhold.support.Device;
import dev.keyhold.support.Json;

import java.time.Instant;
import java.util.List;

/**
 * A user's recovery codes as the page shows them; never a code.
 *
 * @param state     {@code active}; {@code none}; {@code stock}: only codes that Keycloak's own page made; {@code off}: the realm's
 *                  bound flow takes none of ours
 * @param confirmed whether the user said that they are saved
 */
record RecoveryCodesView(String state, int total, int remaining, String createdAt, boolean confirmed, List<Used> used) {
    record Used(String at, String address, Device device) {
    }

    static RecoveryCodesView none(boolean on) {
        return new RecoveryCodesView(on ? "none" : "off", CodeSet.SIZE, 0, null, false, List.of());
    }

    static RecoveryCodesView of(CodeSet set, boolean on) {
        List<Used> used = set.used().stream()
            .map(code -> new Used(time(code.usedAt), code.address, new Device(code.browser, code.os, code.deviceType))).toList();
        return new RecoveryCodesView(on ? "active" : "off", set.codes().size(), set.remaining(), time(set.createdAt()), set.isConfirmed(), used);
    }

    static RecoveryCodesView of(KeycloakCredentials.Stock stock) {
        String createdAt = stock.createdAt() == null ? null : time(stock.createdAt());
        return new RecoveryCodesView("stock", stock.total(), stock.remaining(), createdAt, true, List.of());
    }

    private static String time(long millis) {
        return Json.time(Instant.ofEpochMilli(millis));
    }
}

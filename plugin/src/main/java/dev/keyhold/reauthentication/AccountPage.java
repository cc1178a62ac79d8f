package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import org.keycloak.urls.UrlType;

/** Keycloak's own page for the account, as a browser reaches it. */
final class AccountPage {
    private AccountPage() {
    }

    static String of(Caller caller) {
        return caller.keycloak().getContext().getUri(UrlType.FRONTEND).getBaseUriBuilder()
            .path("realms").path(caller.realm().getName()).path("account").build().toString();
    }
}

package dev.keyhold.sidedoors;

import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * The link of a reset by mail sets one password. Keycloak refuses to open a link only once a reset by it is through: who opened it
 * before, in another browser, could set the next password long after its owner did.
 */
final class ResetLink {
    // Longer than a reset that was begun can wait for its last step.
    private static final long SECONDS = 24 * 60 * 60;

    private final SingleUseObjectProvider used;
    private final String key;

    private ResetLink(SingleUseObjectProvider used, String key) {
        this.used = used;
        this.key = key;
    }

    static ResetLink of(RequiredActionContext context) {
        String link = context.getAuthenticationSession().getAuthNote(AuthenticationManager.INVALIDATE_ACTION_TOKEN);
        // A flow may ask for no mail; then the sign-in itself stands for it.
        String of = link == null ? context.getAuthenticationSession().getParentSession().getId() : link;
        return new ResetLink(context.getSession().singleUseObjects(), "keyhold.reset." + of);
    }

    /** False when it has set a password before, or does so at this moment. */
    boolean take() {
        return used.putIfAbsent(key, SECONDS);
    }

    /** The password was refused: the same link may set another. */
    void giveBack() {
        used.remove(key);
    }
}

package dev.keyhold.factors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of a user that changes of this user lock, so that they happen one after the other. */
@Entity(name = "KeyholdPreference")
@Table(name = "KEYHOLD_PREFERENCE")
public class Preference {
    @Id
    @Column(name = "USER_ID")
    String userId;
    @Column(name = "REALM_ID")
    String realmId;
    /** When the user last removed a factor; 0 for never. */
    @Column(name = "REMOVED_AT")
    long removedAt;

    protected Preference() {
    }

    Preference(String realmId, String userId) {
        this.realmId = realmId;
        this.userId = userId;
    }
}

package dev.keyhold.password;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyhold.reauthentication.GrantView;

/**
 * What came of a change.
 *
 * @param remaining other sessions that are to be ended by the grant, since one request has no time for so many
 * @param grant     null when none remain
 */
record ChangedView(int ended, int remaining, @JsonInclude(JsonInclude.Include.NON_NULL) GrantView grant) {
}

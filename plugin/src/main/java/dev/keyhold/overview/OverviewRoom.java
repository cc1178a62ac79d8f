package dev.keyhold.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyhold.support.Caller;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything the page shows at first, in one answer: who the user is, and a section of each room that has one. */
public final class OverviewRoom implements Room {
    private final List<OverviewSection> sections;

    public OverviewRoom(List<OverviewSection> sections) {
        this.sections = List.copyOf(sections);
    }

    @Override
    public void declare(RouteTable routes) {
        routes.read("overview", exchange -> read(exchange.caller()));
    }

    Map<String, Object> read(Caller caller) {
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("user", UserView.of(caller.realm(), caller.user()));
        sections.forEach(section -> overview.put(section.name(), section.read(caller)));
        return overview;
    }

    /**
     * What the user has not told is left out.
     *
     * @param administrator true for who may change the realm's settings, and is told what is wrong with them; else left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserView(String id, String username, String email, String displayName, Boolean administrator) {
        static UserView of(RealmModel realm, UserModel user) {
            String name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
            return new UserView(user.getId(), user.getUsername(), user.getEmail(), name.isEmpty() ? null : name, mayChange(realm, user) ? true : null);
        }

        private static boolean mayChange(RealmModel realm, UserModel user) {
            ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
            RoleModel role = management == null ? null : management.getRole(AdminRoles.MANAGE_REALM);
            return role != null && user.hasRole(role);
        }
    }
}

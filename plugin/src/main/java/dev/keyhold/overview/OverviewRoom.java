package dev.keyhold.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyhold.support.Caller;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
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
        overview.put("user", UserView.of(caller.user()));
        sections.forEach(section -> overview.put(section.name(), section.read(caller)));
        return overview;
    }

    /** What the user has not told is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserView(String id, String username, String email, String displayName) {
        static UserView of(UserModel user) {
            String name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
            return new UserView(user.getId(), user.getUsername(), user.getEmail(), name.isEmpty() ? null : name);
        }
    }
}

package dev.keyhold.support;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteTableTest {
    private final RouteTable routes = new RouteTable();

    {
        routes.open("", () -> "hello");
        routes.read("things", exchange -> "list");
        routes.change("DELETE", "things/{id}", exchange -> "gone");
    }

    @Test
    void findsARouteAndItsPieces() {
        assertThat(routes.match("GET", "").route().access()).isEqualTo(RouteTable.Access.OPEN);
        assertThat(routes.match("DELETE", "things/4711").path()).containsEntry("id", "4711");
    }

    @Test
    void whatIsNotDeclaredDoesNotExist() {
        assertThat(routes.match("GET", "thing").allowed()).isEmpty();
        assertThat(routes.match("DELETE", "things/1/2").allowed()).isEmpty();
        assertThat(routes.match("GET", "things/").route()).isNull();
    }

    @Test
    void anotherMethodIsNoRouteButThePathIsKnown() {
        assertThat(routes.match("PUT", "things").route()).isNull();
        assertThat(routes.match("PUT", "things").allowed()).containsExactly("GET");
    }

    @Test
    void noGetChangesAnything() {
        assertThatThrownBy(() -> routes.change("GET", "things", exchange -> "changed")).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.reprise.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.gateway.security.Access.Needs;
import dev.reprise.gateway.security.Access.NodesOnly;
import dev.reprise.gateway.security.Access.Open;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/functions, READ, ''",
        "GET, /api/v1/functions/order, READ, order",
        "HEAD, /api/v1/functions/order, READ, order",
        "PUT, /api/v1/functions/order, ADMIN, order",
        "POST, /api/v1/functions/order/executions, OPERATE, order",
        "GET, /api/v1/functions/order/executions/stop, READ, order",
        "DELETE, /api/v1/executions/0001-x, ADMIN, 0001-x",
        "POST, /api/v1/executions/0001-x/signals/a, OPERATE, 0001-x",
        "POST, /api/v1/executions/a%2Fb/stop, OPERATE, a/b",
        "POST, /api/v1/executions/a+b/stop, OPERATE, a+b",
        "GET, /api/v1/executions/, READ, ''",
        "GET, /q/metrics, READ, ''",
    })
    void aRequestNeedsTheRoleOfItsRoute(String method, String path, Role role, String subject) {
        var route = Routes.of(method, path);

        assertThat(route).as("%s %s", method, path).isNotNull();
        assertThat(((Needs) route.access()).role()).isEqualTo(role);
        assertThat(route.subject(path)).isEqualTo(subject.isEmpty() ? null : subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health", "/q/health/ready", "/q/openapi", "/q/swagger-ui/index.html", "/callbacks/00ff"})
    void whatIsNoSecretIsOpen(String path) {
        assertThat(Routes.of("GET", path).access()).isInstanceOf(Open.class);
    }

    @ParameterizedTest
    @CsvSource({"POST, /internal/v1/append", "GET, /internal/x/y/z"})
    void internalPathsAreForNodes(String method, String path) {
        assertThat(Routes.of(method, path).access()).isInstanceOf(NodesOnly.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/v1/functions/order",
        "POST, /api/v1/functions",
        "GET, /api/v1/functions/order/nothing",
        "GET, /api/v1",
        "GET, /",
        "GET, ''",
        "OPTIONS, /api/v1/functions",
        "GET, /q/dev-ui",
        "GET, /api/v1/functions/order;v=1",
        "POST, /api/v1/executions/0001-x;a/stop",
        "GET, /internalx",
    })
    void everythingElseIsNotServed(String method, String path) {
        assertThat(Routes.of(method, path)).as("%s %s", method, path).isNull();
    }

    @Test
    void aBadlyEncodedNameIsNoSubject() {
        assertThat(Routes.of("GET", "/api/v1/functions/%zz").subject("/api/v1/functions/%zz"))
                .isNull();
    }

    @Test
    void anOperationWithoutALineIsAnErrorAtStart() {
        assertThatThrownBy(() -> Routes.access("GET", "/2025-12-01/new/{FunctionName}"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("Routes");
    }
}

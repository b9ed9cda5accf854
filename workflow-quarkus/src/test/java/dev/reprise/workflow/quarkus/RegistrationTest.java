package dev.reprise.workflow.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.http.ApiKey;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegistrationTest {
    private static final String LOOK = "GET /api/v1/functions/order";
    private static final String TARGET = "\"target\":\"http://orders:9000/app/functions/order/invocations\"";

    private final StubService service = new StubService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void registersWhatIsNotThere() throws Exception {
        register("order");

        assertThat(service.registration()).isEqualTo(LOOK);
        assertThat(service.registration()).isEqualTo("PUT /api/v1/functions/order {" + TARGET + "}");
    }

    @Test
    void changesTheTargetAndKeepsTheOtherSettings() throws Exception {
        service.remember("{\"name\":\"order\",\"target\":\"http://old/\",\"maxConcurrency\":7}");

        register("order");

        assertThat(service.registration()).isEqualTo(LOOK);
        assertThat(service.registration())
                .isEqualTo("PUT /api/v1/functions/order {" + TARGET + ",\"maxConcurrency\":7}");
    }

    @Test
    void leavesAloneWhatIsRegisteredAlready() throws Exception {
        service.remember("{\"name\":\"order\"," + TARGET + "}");

        register("order");

        assertThat(service.registration()).isEqualTo(LOOK);
        assertThat(service.isQuiet()).isTrue();
    }

    @Test
    void triesAgainWhileTheServiceIsAway() throws Exception {
        service.refuse(503, 503);

        register("order");

        assertThat(List.of(service.registration(), service.registration(), service.registration()))
                .containsOnly(LOOK);
        assertThat(service.registration()).startsWith("PUT ");
    }

    @Test
    void goesOnWithTheNextFunctionWhenOneIsRefused() throws Exception {
        service.refuse(400);

        register("bad name's", "order");

        assertThat(service.registration()).isEqualTo("GET /api/v1/functions/bad%20name%27s");
        assertThat(service.registration()).isEqualTo(LOOK);
        assertThat(service.registration()).startsWith("PUT /api/v1/functions/order ");
    }

    @Test
    void showsItsKeyWhereItHasOne() throws Exception {
        new Registration(service.address(), URI.create("http://orders:9000/app/"), new ApiKey("reprise_k"))
                .register(List.of("order"));
        assertThat(service.authorization()).isEqualTo("Bearer reprise_k");

        register("order");
        assertThat(service.authorization()).isNull();
    }

    private void register(String... functions) {
        new Registration(service.address(), URI.create("http://orders:9000/app/"), null).register(List.of(functions));
    }
}

package dev.reprise.signals.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function as it was packaged, called as Lambda's Java runtime calls it: by the handler's name, in JSON. */
class FunctionZipIT {
    private static final Path ZIP = Path.of("target", "function.zip");
    private static final List<String> SETTINGS =
            List.of("reprise.endpoint", "reprise.api-key", "quarkus.lambda.handler");

    private final ServiceDouble service = new ServiceDouble();

    @TempDir
    Path task;

    @AfterEach
    void close() {
        SETTINGS.forEach(System::clearProperty);
        service.close();
    }

    /** What the handler of a name answers to an event. */
    private String answer(String handler, String event) throws Exception {
        System.setProperty("reprise.endpoint", service.address().toString());
        System.setProperty("reprise.api-key", "k3y");
        System.setProperty("quarkus.lambda.handler", handler);
        var before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            var context = loader.loadClass("com.amazonaws.services.lambda.runtime.Context");
            var type = loader.loadClass("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler");
            var invocation = Proxy.newProxyInstance(
                    loader,
                    new Class<?>[] {context},
                    (proxy, method, arguments) -> method.getName().equals("getRemainingTimeInMillis") ? 60_000 : null);
            var out = new ByteArrayOutputStream();
            type.getMethod("handleRequest", InputStream.class, OutputStream.class, context)
                    .invoke(
                            type.getConstructor().newInstance(),
                            new ByteArrayInputStream(event.getBytes(UTF_8)),
                            out,
                            invocation);
            return out.toString(UTF_8);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private URL[] classPath() throws IOException {
        try (var zip = new ZipFile(ZIP.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                var file = task.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(task)) {
                    Files.createDirectories(file.getParent());
                    try (var in = zip.getInputStream(entry)) {
                        Files.write(file, in.readAllBytes());
                    }
                }
            }
        }
        var urls = new ArrayList<URL>();
        urls.add(task.toUri().toURL());
        try (var libraries = Files.list(task.resolve("lib"))) {
            for (URI library : libraries.map(Path::toUri).toList()) {
                urls.add(library.toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void aBatchOfAQueueIsAnsweredWithWhatComesAgain() throws Exception {
        service.answer(request -> request.body().equals("bad") ? 403 : 202);
        var good = Events.sqsRecord(Events.QUEUE, "m-1", null, "good");
        var bad = Events.sqsRecord(Events.QUEUE, "m-2", null, "bad");

        var answer = answer("sqs", "{\"Records\":[%s,%s]}".formatted(good, bad));

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-2\"}]}");
        assertThat(service.requests())
                .extracting(ServiceDouble.Request::query)
                .contains("source=%s&messageId=m-1&signal=review".formatted(Events.QUEUE));
        assertThat(service.requests().getFirst().authorization()).isEqualTo("Bearer k3y");
    }

    @Test
    void aNotificationIsHandedOver() throws Exception {
        answer("sns", Events.snsJson("n-1", "order/o-1", "approve"));

        assertThat(service.requests())
                .containsExactly(new ServiceDouble.Request(
                        "source=%s&messageId=n-1&execution=order/o-1".formatted(Events.TOPIC),
                        "Bearer k3y",
                        "approve"));
    }

    @Test
    void anEventIsHandedOver() throws Exception {
        answer("eventbridge", "{ \"id\":\"e-1\" }");

        assertThat(service.requests())
                .containsExactly(new ServiceDouble.Request("source=aws:events", "Bearer k3y", "{ \"id\":\"e-1\" }"));
    }
}

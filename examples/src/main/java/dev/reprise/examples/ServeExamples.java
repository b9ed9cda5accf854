package dev.reprise.examples;

import dev.reprise.examples.services.FileLedger;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** Serves the examples over HTTP from a process of their own, as functions of your own would be. */
public final class ServeExamples {
    private ServeExamples() {}

    /**
     * Serves until the process is killed, and prints the targets to register.
     *
     * @param args the service's address, the port to listen on, the file for the ledger, and where others than this machine
     *     may call, the address to listen on
     * @throws IOException when the port cannot be listened on
     * @throws InterruptedException when the process is to end
     */
    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length != 3 && args.length != 4) {
            System.err.println(
                    "Expected the service's address, a port, a ledger file and perhaps an address to listen on,"
                            + " as in: http://localhost:8080 9000 effects.tsv");
            System.exit(2);
        }
        var functions = ExampleFunctions.with(new FileLedger(Path.of(args[2])));
        var host = FunctionHost.builder();
        functions.forEach(host::function);
        var loopback = HttpHostOptions.loopback(Integer.parseInt(args[1]));
        var options = args.length == 3
                ? loopback
                : new HttpHostOptions(
                        new InetSocketAddress(args[3], loopback.address().getPort()), loopback.grace());
        try (var server =
                HttpFunctionHost.start(host.build(), new HttpCheckpointClient(URI.create(args[0])), options)) {
            functions.forEach(function -> System.out.println(function.name() + ": " + server.target(function.name())));
            Thread.currentThread().join();
        }
    }
}

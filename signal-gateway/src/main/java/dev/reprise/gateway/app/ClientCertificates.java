package dev.reprise.gateway.app;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Asks callers for certificates, which Quarkus lets an application decide only when it is built. */
@Singleton
final class ClientCertificates implements HttpServerOptionsCustomizer {
    private final GatewayConfig config;

    ClientCertificates(GatewayConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setClientAuth(config.clientCertificates());
    }
}

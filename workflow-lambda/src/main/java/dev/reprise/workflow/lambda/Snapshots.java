package dev.reprise.workflow.lambda;

import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.spi.CheckpointClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connections to the service out of snapshots of the process (Lambda's SnapStart, or CRaC anywhere): the processes
 * that begin with one would all believe to have them. Each opens its own when it needs them.
 */
@Singleton
final class Snapshots implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final CheckpointClient service;

    Snapshots(CheckpointClient service) {
        this.service = service;
    }

    void start(@Observes StartupEvent started) {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        if (service instanceof HttpCheckpointClient http) {
            http.close();
            LOG.info("Closed the connections to the service before a snapshot");
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        LOG.info("Goes on from a snapshot");
    }
}

package dev.reprise.workflow.lambda;

import dev.reprise.core.Failure;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpTaskClient;
import dev.reprise.workflow.http.TakenTask;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the invocations that Lambda's event source for Kafka brings from the function's topic of tasks, all of a batch at
 * once. How each ended is the service's to know; Lambda hears only of those that the service could not be asked about, which
 * it brings again.
 */
@Singleton
final class TaskBatch {
    private static final Logger LOG = LoggerFactory.getLogger(TaskBatch.class);
    private static final int SHOWN_FRAMES = 20;

    private final HandledFunction function;
    private final CheckpointClient service;

    TaskBatch(HandledFunction function, CheckpointClient service) {
        this.function = function;
        this.service = service;
    }

    /** Runs all, and gives those that are to be brought again. */
    List<KafkaEvent.Record> run(KafkaEvent event, TimeLeft time) throws InterruptedException {
        var tasks = tasks(time);
        var again = new ArrayList<KafkaEvent.Record>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = event.records().stream()
                    .map(record -> threads.submit(() -> isDone(tasks, record, time)))
                    .toList();
            for (int i = 0; i < begun.size(); i++) {
                if (!isDone(begun.get(i))) {
                    again.add(event.records().get(i));
                }
            }
        }
        return again;
    }

    private HttpTaskClient tasks(TimeLeft time) {
        if (!(service instanceof HttpCheckpointClient http)) {
            throw new IllegalStateException(
                    "Expected the CheckpointClient to be an HttpCheckpointClient, so that tasks can be taken with it, but found "
                            + service.getClass().getName());
        }
        return time.isKnown()
                ? http.tasks()
                        .until(InstantSource.system()
                                .instant()
                                .plus(time.allowed().plus(time.grace())))
                : http.tasks();
    }

    private static boolean isDone(Future<Boolean> begun) throws InterruptedException {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            LOG.error("Expected a task to end in one of the ways that are foreseen, but it did not", e.getCause());
            return false;
        }
    }

    private boolean isDone(HttpTaskClient tasks, KafkaEvent.Record record, TimeLeft time) throws InterruptedException {
        try {
            var task = tasks.take(record.value());
            if (task == null) {
                LOG.debug("Nothing to do for {} at offset {}", record.partition(), record.offset());
            } else {
                run(tasks, task, time);
            }
            return true;
        } catch (CheckpointUnavailable unavailable) {
            LOG.warn("Task {} at offset {} is left for later", record.partition(), record.offset(), unavailable);
            return false;
        }
    }

    private void run(HttpTaskClient tasks, TakenTask task, TimeLeft time) throws InterruptedException {
        try {
            tasks.ended(task, function.run(task.envelope(), time, task.requestId(), task.traceParent()));
        } catch (VirtualMachineError broken) {
            throw broken; // the process ends, and Lambda brings the batch again
        } catch (RuntimeException | Error crash) {
            LOG.warn("The invocation of {} failed", task.executionId(), crash);
            tasks.failed(task, failure(crash));
        }
    }

    private static Failure failure(Throwable crash) {
        var frames = Arrays.stream(crash.getStackTrace())
                .limit(SHOWN_FRAMES)
                .map(StackTraceElement::toString)
                .toList();
        return new Failure(crash.getClass().getName(), crash.getMessage(), null, frames);
    }
}

package dev.reprise.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A function and the environments it runs in. One that is free is used again, newest first; none is started unasked. */
final class Deployment {
    private final LambdaFunction function;
    private final List<ExecutionEnvironment> all = new ArrayList<>();
    private final Deque<ExecutionEnvironment> free = new ArrayDeque<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();

    Deployment(LambdaFunction function) {
        this.function = function;
        if (function.runtime() instanceof FunctionRuntime.Elsewhere) {
            var environment = new ExecutionEnvironment(function);
            all.add(environment);
            free.push(environment);
        }
    }

    Outcome invoke(Invocation invocation) {
        var environment = take();
        if (environment == null) {
            return new Outcome.Throttled();
        }
        try {
            var outcome = environment.run(invocation);
            reports.add(new Report(environment.processId(), outcome));
            return outcome;
        } finally {
            release(environment);
        }
    }

    private synchronized @Nullable ExecutionEnvironment take() {
        while (!free.isEmpty()) {
            var environment = free.pop();
            if (environment.isAlive()) {
                return environment;
            }
            all.remove(environment);
        }
        if (all.size() >= function.concurrency()) {
            return null;
        }
        var environment = new ExecutionEnvironment(function);
        all.add(environment);
        return environment;
    }

    private synchronized void release(ExecutionEnvironment environment) {
        if (environment.isAlive()) {
            free.push(environment);
        } else {
            all.remove(environment);
        }
    }

    List<Report> reports() {
        return List.copyOf(reports);
    }

    synchronized List<Long> processes() {
        return all.stream()
                .filter(ExecutionEnvironment::isAlive)
                .map(ExecutionEnvironment::processId)
                .toList();
    }

    synchronized Optional<String> runtimeApi() {
        return all.stream().map(ExecutionEnvironment::runtimeApi).findFirst();
    }

    FunctionRuntime runtime() {
        return function.runtime();
    }

    void kill() {
        List<ExecutionEnvironment> now;
        synchronized (this) {
            now = List.copyOf(all);
        }
        now.forEach(ExecutionEnvironment::kill);
    }

    void close() {
        List<ExecutionEnvironment> now;
        synchronized (this) {
            now = List.copyOf(all);
        }
        now.forEach(ExecutionEnvironment::close);
    }
}

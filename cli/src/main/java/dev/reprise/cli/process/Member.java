package dev.reprise.cli.process;

import dev.reprise.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of several processes that serve together, through all its lives: started, killed, started again under the same name
 * and on the same data. Thread-safe.
 */
public final class Member {
    private final String name;
    private final Supplier<OwnProcess> launcher;
    private final BooleanSupplier readiness;
    private final Watch watch;
    private @Nullable OwnProcess process;

    /** Told of ends that nobody asked for. */
    public interface Watch {
        /** A process has ended by itself or by somebody else's hand; called from any thread. */
        void ended(Member member, OwnProcess ended, int code);
    }

    /**
     * A member that does not run yet.
     *
     * @param name for people, such as {@code node-2}
     * @param launcher starts its process
     * @param readiness whether it serves
     */
    public Member(String name, Supplier<OwnProcess> launcher, BooleanSupplier readiness, Watch watch) {
        this.name = name;
        this.launcher = launcher;
        this.readiness = readiness;
        this.watch = watch;
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Starts it, unless it runs, and waits for nothing. */
    public synchronized void start() {
        if (process != null) {
            return;
        }
        var started = launcher.get();
        process = started;
        started.ended().thenAccept(code -> noticeEnd(started, code));
    }

    private void noticeEnd(OwnProcess ended, int code) {
        synchronized (this) {
            if (process != ended) {
                return; // we did it ourselves
            }
            process = null;
        }
        watch.ended(this, ended, code);
    }

    /** Its process; empty while it does not run. */
    public synchronized Optional<OwnProcess> process() {
        return Optional.ofNullable(process);
    }

    /** Whether it serves now. */
    public boolean isReady() {
        return process().filter(OwnProcess::isAlive).isPresent() && readiness.getAsBoolean();
    }

    /**
     * Waits until it serves.
     *
     * @throws CommandFailure when it ends instead, or takes too long
     */
    public void awaitReady(Duration limit) {
        var running =
                process().orElseThrow(() -> new CommandFailure("Expected %s to run, but it does not.".formatted(name)));
        Patience.await(name + " to be ready", limit, () -> {
            running.requireAlive();
            return readiness.getAsBoolean() ? Optional.of(true) : Optional.empty();
        });
    }

    /** SIGKILL, if it runs. */
    public void kill() {
        taken().ifPresent(OwnProcess::kill);
    }

    /** SIGSTOP, if it runs. */
    public void pause() {
        process().ifPresent(OwnProcess::pause);
    }

    /** SIGCONT, if it runs. */
    public void resume() {
        process().ifPresent(OwnProcess::resume);
    }

    /** Asks it to end, and kills it when it takes longer than this. Tells whether it ended by itself. */
    public boolean stop(Duration patience) {
        return taken().map(running -> {
                    running.resume(); // who stands still cannot end politely
                    return running.stop(patience);
                })
                .orElse(true);
    }

    private synchronized Optional<OwnProcess> taken() {
        var taken = Optional.ofNullable(process);
        process = null;
        return taken;
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.reprise.workflow.engine;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger that says nothing while the function repeats what it did before. */
@SuppressWarnings("serial") // lives for one invocation
final class ReplaySilentLogger extends LegacyAbstractLogger {
    private final transient Logger logger;
    private final transient BooleanSupplier replaying;

    ReplaySilentLogger(Logger logger, BooleanSupplier replaying) {
        this.logger = logger;
        this.replaying = replaying;
        this.name = logger.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return speaks(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return speaks(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return speaks(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return speaks(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return speaks(Level.ERROR);
    }

    private boolean speaks(Level level) {
        return !replaying.getAsBoolean() && logger.isEnabledForLevel(level);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var event = logger.atLevel(level);
        if (marker != null) {
            event = event.addMarker(marker);
        }
        if (thrown != null) {
            event = event.setCause(thrown);
        }
        if (arguments == null) {
            event.log(message);
        } else {
            event.log(message, arguments);
        }
    }
}

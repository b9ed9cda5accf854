package dev.reprise.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class ReplaySilentLoggerTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicBoolean replaying = new AtomicBoolean();
    private final ReplaySilentLogger logger = new ReplaySilentLogger(new Listed(lines), replaying::get);

    @Test
    void passesOnAllThatIsSaid() {
        logger.info("plain");
        logger.warn("two: {} {}", 1, 2);
        logger.error("thrown {}", "x", new IllegalStateException("oh"));
        logger.info(new BasicMarkerFactory().getMarker("AUDIT"), "marked");
        logger.atError().addArgument(3).log("fluent {}");

        assertThat(lines)
                .containsExactly(
                        "INFO plain null null",
                        "WARN two: 1 2 null null",
                        "ERROR thrown x null java.lang.IllegalStateException: oh",
                        "INFO AUDIT marked null null", // how SLF4J shows a marker to a plain logger
                        "ERROR fluent 3 null null");
    }

    @Test
    void saysNothingDuringReplay() {
        replaying.set(true);
        logger.info("plain");
        logger.atError().log("fluent");
        logger.error("thrown", new IllegalStateException("oh"));

        assertThat(lines).isEmpty();
        assertThat(logger.isErrorEnabled()).isFalse();
    }

    @Test
    void leavesLevelsToTheLoggerBehindIt() {
        logger.debug("too fine");

        assertThat(lines).isEmpty();
        assertThat(logger.isDebugEnabled()).isFalse();
        assertThat(logger.isInfoEnabled()).isTrue();
    }

    /** A logger at level INFO that keeps what it is told. */
    private static final class Listed extends LegacyAbstractLogger {
        private final transient List<String> lines;

        Listed(List<String> lines) {
            this.lines = lines;
            name = "listed";
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return AbstractLogger.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            lines.add(
                    level + " " + MessageFormatter.basicArrayFormat(message, arguments) + " " + marker + " " + thrown);
        }
    }
}

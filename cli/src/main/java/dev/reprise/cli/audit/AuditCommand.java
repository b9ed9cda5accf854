package dev.reprise.cli.audit;

import dev.reprise.cli.dev.DataDirectory;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Reads the history topic, whether or not the service runs. */
@Command(
        name = "audit",
        description = "Shows what was recorded, from the history topic itself.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:nothing found, or Kafka does not answer", "2:not understood"})
public final class AuditCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            converter = ExecutionIdConverter.class,
            description = "All events of one execution.")
    private @Nullable ExecutionId execution;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = InstantConverter.class,
            description = "All events from this instant on, such as 2026-01-31T12:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = InstantConverter.class,
            description = "All events before this instant.")
    private @Nullable Instant to;

    @Option(names = "--json", description = "One JSON object a line, as they are read, instead of a table.")
    private boolean json;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The Kafka to read; otherwise that of the data directory.")
    private @Nullable String bootstrapServers;

    @Option(names = "--topic", defaultValue = "reprise.history", description = "Default: ${DEFAULT-VALUE}.")
    private String topic = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".reprise",
            description = "What 'dev' was given. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("");

    /** With where to print. */
    public AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var wanted = selection();
        var report = json ? new JsonReport(terminal) : new TableReport(terminal);
        try (var kafka = AuditedKafka.find(bootstrapServers, DataDirectory.at(data), terminal);
                var history = HistoryTopic.of(kafka.bootstrapServers(), topic)) {
            history.read(wanted, report);
        }
        if (report.finish() > 0) {
            return ExitCode.OK;
        }
        terminal.err().println(nothing(wanted));
        return ExitCode.SOFTWARE;
    }

    private Selection selection() {
        boolean isTimed = from != null || to != null;
        if (execution != null && isTimed) {
            throw refused("Expected either --execution or --from and --to, but found both");
        }
        if (execution != null) {
            return new Selection.OfExecution(execution);
        }
        if (!isTimed) {
            throw refused("Expected --execution ID, or a time with --from T, --to T or both");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw refused("Expected --from to be before --to, but found %s and %s".formatted(from, to));
        }
        return new Selection.Within(from, to);
    }

    private ParameterException refused(String message) {
        return new ParameterException(
                Objects.requireNonNull(spec, "picocli sets it").commandLine(), message);
    }

    private static String nothing(Selection wanted) {
        return switch (wanted) {
            case Selection.OfExecution of ->
                "There is no event of execution %s: it was never started here, was purged after its retention, or is so new that its first events are not committed yet."
                        .formatted(of.execution());
            case Selection.Within ignored -> "There is no event within that time.";
        };
    }

    /** Says what an id looks like. */
    static final class ExecutionIdConverter implements ITypeConverter<ExecutionId> {
        @Override
        public ExecutionId convert(String text) {
            try {
                return ExecutionId.parse(text);
            } catch (InvalidValue e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Says what an instant looks like. */
    static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "Expected an instant such as 2026-01-31T12:00:00Z, but found '" + text + "'");
            }
        }
    }
}

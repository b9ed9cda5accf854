package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A function's output while it is being read and judged. */
final class OutputReader {
    private @Nullable String status;
    private @Nullable Payload result;
    private @Nullable Failure failure;
    private @Nullable String thrown;

    private OutputReader() {}

    static JudgedOutput judge(byte[] body, int maxResultBytes) {
        try {
            var output = JsonReader.message(body, OutputReader::read);
            // Some hosts, AWS's runtime interface emulator among them, flag an error of the function by its shape
            // alone.
            return output.status == null && output.thrown != null
                    ? new JudgedOutput.Threw(ProtocolJson.readFunctionError(body))
                    : output.judge(maxResultBytes);
        } catch (ProtocolViolation notAnOutput) {
            return invalid("Invalid Status in invocation output.");
        }
    }

    private static OutputReader read(JsonReader in) throws IOException {
        var output = new OutputReader();
        in.object(name -> {
            switch (name) {
                case "Status" -> output.status = in.text();
                case "Result" -> output.result = in.payload();
                case "Error" -> output.failure = FailureJson.read(in);
                case "errorType" -> output.thrown = in.text();
                default -> in.skip();
            }
        });
        return output;
    }

    private JudgedOutput judge(int maxResultBytes) {
        return switch (status) {
            case "SUCCEEDED" -> succeeded(maxResultBytes);
            case "FAILED" ->
                result != null
                        ? invalid("Cannot provide a Result for FAILED status.")
                        : new JudgedOutput.Valid(
                                new InvocationOutput.Failed(Objects.requireNonNullElse(failure, Failure.UNKNOWN)));
            case "PENDING" -> new JudgedOutput.Valid(new InvocationOutput.Suspended());
            case null, default -> invalid("Invalid Status in invocation output.");
        };
    }

    private JudgedOutput succeeded(int maxResultBytes) {
        if (failure != null) {
            return invalid("Cannot provide an Error for SUCCEEDED status.");
        }
        if (result != null && result.size() > maxResultBytes) {
            return invalid("Execution output payload size must be less than or equal to " + maxResultBytes + " bytes.");
        }
        return new JudgedOutput.Valid(new InvocationOutput.Succeeded(result));
    }

    private static JudgedOutput invalid(String sentence) {
        return new JudgedOutput.Invalid(Failure.of("InvalidParameterValueException", sentence));
    }
}

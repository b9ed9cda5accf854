package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The protocol's error object. */
final class FailureJson {
    private @Nullable String type;
    private @Nullable String message;
    private @Nullable String data;
    private List<String> stackTrace = List.of();

    private FailureJson() {}

    static void write(JsonWriter out, Failure failure) throws IOException {
        out.text("ErrorType", failure.type());
        out.text("ErrorMessage", failure.message());
        out.text("ErrorData", failure.data());
        if (!failure.stackTrace().isEmpty()) {
            out.texts("StackTrace", failure.stackTrace());
        }
    }

    static void write(JsonWriter out, String name, @Nullable Failure failure) throws IOException {
        if (failure != null) {
            out.object(name, o -> write(o, failure));
        }
    }

    /** The same as a failed function call shows it: Lambda spells it otherwise there. */
    static void writeFunctionError(JsonWriter out, Failure failure) throws IOException {
        out.text("errorType", failure.type());
        out.text("errorMessage", failure.message());
        if (!failure.stackTrace().isEmpty()) {
            out.texts("stackTrace", failure.stackTrace());
        }
    }

    /** Reads either spelling, and Node.js' word for the frames. */
    static Failure read(JsonReader in) throws IOException {
        var failure = new FailureJson();
        in.object(name -> failure.member(in, name));
        return new Failure(failure.type, failure.message, failure.data, failure.stackTrace);
    }

    private void member(JsonReader in, String name) throws IOException {
        switch (name) {
            case "ErrorType", "errorType" -> type = in.text();
            case "ErrorMessage", "errorMessage" -> message = in.text();
            case "ErrorData" -> data = in.text();
            case "StackTrace", "stackTrace", "trace" -> stackTrace = in.list(in::text);
            default -> in.skip();
        }
    }
}

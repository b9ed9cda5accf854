package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where a function's code is. */
public sealed interface FunctionTarget {
    /**
     * In this JVM.
     *
     * @param name the name it is hosted under
     */
    record InProcess(String name) implements FunctionTarget {
        @Override
        public String toString() {
            return "inproc:" + name;
        }
    }

    /**
     * Behind an endpoint that takes what a function is invoked with by POST and answers with its output.
     *
     * @param uri the endpoint, {@code http} or {@code https}
     */
    record Http(URI uri) implements FunctionTarget {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /**
     * A function of AWS Lambda, or of what speaks its API, invoked there and waited for.
     *
     * @param arn {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME}, with or without {@code :QUALIFIER}
     */
    record Lambda(String arn) implements FunctionTarget {
        private static final Pattern ARN =
                Pattern.compile("arn:aws[a-z-]*:lambda:([a-z]{2}(?:-[a-z]+)+-[0-9]):[0-9]{12}"
                        + ":function:[A-Za-z0-9_-]{1,64}(?::(?:\\$LATEST|[A-Za-z0-9_-]{1,128}))?");
        private static final String PREFIX = "lambda:";

        public Lambda {
            if (!ARN.matcher(arn).matches()) {
                throw new InvalidValue(
                        "Expected a function's ARN such as arn:aws:lambda:eu-west-1:123456789012:function:order:live, but found '"
                                + shown(arn) + "'");
            }
        }

        /** The region that the ARN names, such as {@code eu-west-1}. */
        public String region() {
            return arn.split(":", 5)[3];
        }

        @Override
        public String toString() {
            return PREFIX + arn;
        }
    }

    /**
     * Wherever somebody takes the function's invocations from its topic of tasks: Lambda's event source for Kafka, say.
     */
    record Tasks() implements FunctionTarget {
        private static final String WORD = "tasks";

        @Override
        public String toString() {
            return WORD;
        }
    }

    /**
     * Reads {@code inproc:NAME}, {@code lambda:ARN}, {@code tasks} or an absolute {@code http(s)} URL.
     *
     * @throws InvalidValue when the text is none of them
     */
    static FunctionTarget parse(String text) {
        if (text.startsWith(Lambda.PREFIX)) {
            return new Lambda(text.substring(Lambda.PREFIX.length()));
        }
        if (text.equals(Tasks.WORD)) {
            return new Tasks();
        }
        if (text.startsWith("inproc:") && text.length() > "inproc:".length()) {
            return new InProcess(text.substring("inproc:".length()));
        }
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new Http(uri);
            }
        } catch (URISyntaxException notAnUrl) {
            // said below, in the same words as for another scheme
        }
        throw new InvalidValue(
                "Expected a target such as inproc:NAME, lambda:ARN, tasks or http://host:port/path, but found '"
                        + shown(text) + "'");
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}

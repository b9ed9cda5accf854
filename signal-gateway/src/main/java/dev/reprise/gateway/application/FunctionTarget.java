package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;

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
     * Reads {@code inproc:NAME} or an absolute {@code http(s)} URL.
     *
     * @throws InvalidValue when the text is neither
     */
    static FunctionTarget parse(String text) {
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
        throw new InvalidValue("Expected a target such as inproc:NAME or http://host:port/path, but found '"
                + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'");
    }
}

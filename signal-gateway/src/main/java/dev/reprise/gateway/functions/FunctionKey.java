package dev.reprise.gateway.functions;

import dev.reprise.gateway.application.RegisteredFunction;
import java.nio.charset.StandardCharsets;

/**
 * A key of the topic: {@code name} for the function as it is now, {@code name:7} for a published version,
 * {@code name:alias} for an alias. Releases that know the first only skip the others.
 *
 * @param name the function's name
 * @param qualifier {@link RegisteredFunction#LATEST}, a number or an alias
 */
record FunctionKey(String name, String qualifier) {
    static FunctionKey latest(String name) {
        return new FunctionKey(name, RegisteredFunction.LATEST);
    }

    static FunctionKey read(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return colon < 0 ? latest(text) : new FunctionKey(text.substring(0, colon), text.substring(colon + 1));
    }

    boolean isLatest() {
        return qualifier.equals(RegisteredFunction.LATEST);
    }

    boolean isPublished() {
        return RegisteredFunction.isPublished(qualifier);
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return isLatest() ? name : name + ":" + qualifier;
    }
}

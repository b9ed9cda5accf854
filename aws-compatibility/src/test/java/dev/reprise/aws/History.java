package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** What happened to an execution. */
record History(List<Event> events) {
    History {
        assertThat(events.stream().map(Event::id))
                .as("ids of events are numbered from 1 without gaps")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, events.size()).boxed().toList());
    }

    /** A line for each event, what belongs to a context two characters further right than the context. */
    List<String> lines() {
        var depths = new HashMap<String, Integer>();
        return events.stream()
                .map(event -> {
                    int depth = event.parent().isEmpty() ? 0 : depths.getOrDefault(event.parent(), -1) + 1;
                    depths.put(event.operation(), depth);
                    return "  ".repeat(depth) + event.told();
                })
                .toList();
    }

    /** Expects exactly this, in this order. */
    void tellsExactly(String expected) {
        assertThat(this).hasToString(expected.strip());
    }

    /** Expects exactly this, in this order, and as many invocations as it took: timers do not wait for one to end. */
    void tells(String expected) {
        assertThat(withoutInvocations())
                .as(toString())
                .containsExactlyElementsOf(expected.strip().lines().toList());
    }

    /** Expects exactly this, in any order, as is that of what happens side by side, and as many invocations as it took. */
    void tellsInAnyOrder(String expected) {
        assertThat(withoutInvocations())
                .as(toString())
                .containsExactlyInAnyOrderElementsOf(expected.strip().lines().toList());
    }

    /** Expects this among other things, in this order. */
    void tellsAmongOthers(String... expected) {
        assertThat(lines().stream().map(String::strip)).as(toString()).containsSubsequence(expected);
    }

    private List<String> withoutInvocations() {
        return lines().stream()
                .filter(line -> !line.startsWith("InvocationCompleted"))
                .toList();
    }

    /** The most contexts of a kind that were open at once. */
    int mostAtOnce(String subType) {
        int open = 0;
        int most = 0;
        for (var event : events) {
            if (event.subType().equals(subType)) {
                open += event.type().equals("ContextStarted") ? 1 : -1;
                most = Math.max(most, open);
            }
        }
        return most;
    }

    long count(String type) {
        return events.stream().filter(event -> event.type().equals(type)).count();
    }

    /** Whether a host was lost, or said that it failed. */
    boolean hasFailedInvocation() {
        return events.stream()
                .anyMatch(event -> event.type().equals("InvocationCompleted")
                        && event.details().has("Error"));
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}

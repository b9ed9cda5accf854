package dev.reprise.cli.chaos.functions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution of a chaos run comes to; each kind fills what it has.
 *
 * @param steps its steps, in order
 * @param signals the signals it took, in order
 * @param late the signal that may be late; absent for none
 * @param answer what its callback was answered with
 * @param called what the functions that it called came to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        List<StepDone> steps,
        List<String> signals,
        @Nullable String late,
        @Nullable String answer,
        List<Outcome> called) {
    static Outcome of(List<StepDone> steps) {
        return new Outcome(steps, List.of(), null, null, List.of());
    }
}

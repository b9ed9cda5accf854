package dev.reprise.testkit;

/**
 * A moment at which the process that runs a function may die.
 *
 * @param number its place among the moments an execution comes by, from 1
 * @param moment which kind of moment
 * @param operation the name of the operation it is about; of the function for {@link Moment#BEFORE_ANSWER}
 */
public record CrashPoint(int number, Moment moment, String operation) {
    /** The kinds of moment. */
    public enum Moment {
        /** An attempt of a step is about to begin. */
        BEFORE_STEP("before the body of step"),
        /** What was done is about to be recorded, and never will be: a step whose work is done is done again. */
        BEFORE_RECORDING("before it was recorded what became of"),
        /** What was done is recorded, but the code does not hear of it. */
        AFTER_RECORDING("after it was recorded what became of"),
        /** The function has returned, thrown or suspended, but nobody hears of it. */
        BEFORE_ANSWER("before the answer was heard of function");

        private final String words;

        Moment(String words) {
            this.words = words;
        }
    }

    /** Whether the work of this step is done at this point and not recorded, so that it is done a second time. */
    public boolean repeats(String step) {
        return moment == Moment.BEFORE_RECORDING && operation.equals(step);
    }

    @Override
    public String toString() {
        return "point %d: %s '%s'".formatted(number, moment.words, operation);
    }
}

package dev.reprise.benchmarks.load;

/** Told when a load that has warmed up is measured, by the thread that runs it. */
public interface Measuring {
    /** Nobody cares. */
    Measuring UNNOTICED = new Measuring() {
        @Override
        public void begins() {}

        @Override
        public void ends() {}
    };

    /** What is done from now on counts. */
    void begins();

    /** It no longer does. */
    void ends();
}

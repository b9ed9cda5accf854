package dev.reprise.benchmarks.workload;

/** Something that is measured. Its fields are options of its command. */
public interface Workload {
    /** Measures, and adds rows to the stage's report. */
    void run(Stage stage) throws Exception;
}

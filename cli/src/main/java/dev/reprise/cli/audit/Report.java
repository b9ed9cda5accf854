package dev.reprise.cli.audit;

import java.util.function.Consumer;

/** Prints what is found. */
interface Report extends Consumer<HistoryRecord> {
    /** Prints what is still to be printed, and tells how many records there were. */
    int finish();
}

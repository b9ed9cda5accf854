package dev.reprise.signals.lambda;

/** What came of handing a message over. */
enum Handed {
    /** The service has it: in the journal, or among its dead letters. */
    OVER,
    /** What stands beside it is longer than the service takes. */
    TOO_LONG,
    /** Nobody knows, or it does not take it now: to be delivered again. */
    NOT_NOW
}

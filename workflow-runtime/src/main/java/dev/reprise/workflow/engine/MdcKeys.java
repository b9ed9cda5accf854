package dev.reprise.workflow.engine;

/** What every log line of a running function carries beside its text; in SLF4J's words the diagnostic context. */
final class MdcKeys {
    static final String EXECUTION = "executionId";
    static final String STEP = "step";
    static final String ATTEMPT = "attempt";

    private MdcKeys() {}
}

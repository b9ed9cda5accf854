package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;

/** Where invocations wait for those who take them. Thread-safe; blocks, so meant for virtual threads. */
public interface TaskQueue {
    /** Takes nothing, for nodes whose functions are all elsewhere. */
    TaskQueue NONE = new TaskQueue() {
        @Override
        public void prepare(RegisteredFunction function) {}

        @Override
        public void offer(RegisteredFunction function, ExecutionId execution, String ticket) {
            throw new UnsupportedOperationException("Expected no function with tasks here, but found " + function);
        }
    };

    /**
     * Makes the place where a function's tasks wait, so that somebody can begin to watch it.
     *
     * @throws dev.reprise.streams.JournalUnavailable when it may not be there
     */
    void prepare(RegisteredFunction function);

    /**
     * Offers an invocation to whoever takes it first.
     *
     * @param execution whose invocation it is; those of one execution stay in order
     * @param ticket what it is taken with
     * @throws dev.reprise.streams.JournalUnavailable when it may not have been offered; offering twice does no harm
     */
    void offer(RegisteredFunction function, ExecutionId execution, String ticket);
}

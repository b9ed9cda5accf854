package dev.reprise.testkit;

import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Shows the journals of the executions that a test started when it fails, whatever it fails with. To be used as
 * {@code @ExtendWith(JournalOnFailure.class)}.
 */
public final class JournalOnFailure implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    /** Creates the extension; for JUnit. */
    public JournalOnFailure() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        StartedExecutions.forget();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failed) throws Throwable {
        var journals = StartedExecutions.all().stream().map(Object::toString).collect(Collectors.joining("\n\n"));
        if (!journals.isEmpty() && !String.valueOf(failed.getMessage()).contains(journals)) {
            failed.addSuppressed(new Journals(journals));
        }
        throw failed;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        StartedExecutions.forget();
    }

    /** Not an error by itself: the journals, where a failure's readers find them. */
    private static final class Journals extends Exception {
        private static final long serialVersionUID = 1L;

        Journals(String text) {
            super(text, null, false, false);
        }
    }
}

package dev.reprise.core.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/**
 * What every record does in every situation, told as tables of sentences. Afterwards no kind of record, update, outcome,
 * verdict, effect, event or row may be left that no sentence was about.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class FoldTest {
    @Nested
    class Steps extends StepTable {}

    @Nested
    class WaitsAndCallbacks extends WaitAndCallbackTable {}

    @Nested
    class SignalWaits extends SignalTable {}

    @Nested
    class Contexts extends ContextTable {}

    @Nested
    class Calls extends ChainedInvokeTable {}

    @Nested
    class Batches extends CheckpointTable {}

    @Nested
    class Runs extends InvocationTable {}

    @Nested
    class Lives extends LifecycleTable {}

    @Nested
    @Order(Integer.MAX_VALUE)
    class Afterwards {
        @Test
        void everyKindOfRecordUpdateVerdictEffectEventAndRowHasOccurred() {
            assertThat(Exercised.missing()).isEmpty();
        }
    }

    @Nested
    class Poisoned extends QuarantineTable {}

    @Nested
    class Pausing extends PauseTable {}
}

package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.Examples.Example;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples, from which fixtures are made, leave no type of core out. */
class ExamplesTest {
    private final Set<Class<?>> shown = new HashSet<>();

    @ParameterizedTest
    @ValueSource(
            classes = {
                JournalRecord.class,
                OperationUpdate.class,
                InvocationOutcome.class,
                InvokeTarget.class,
                SignalTarget.class,
                Happening.class,
                Row.class,
                OperationDetails.class,
                Outgoing.class
            })
    void showEveryKindOf(Class<?> type) throws ReflectiveOperationException {
        for (var examples : List.of(JournalExamples.all(), HistoryExamples.all(), RowExamples.all())) {
            for (Example<?> example : examples) {
                visit(example.value());
            }
        }

        assertThat(shown).containsAll(Sealed.leavesOf(type));
    }

    private void visit(Object value) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            for (var item : list) {
                visit(item);
            }
        } else if (value instanceof Record) {
            shown.add(value.getClass());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                visit(accessor.invoke(value));
            }
        }
    }
}

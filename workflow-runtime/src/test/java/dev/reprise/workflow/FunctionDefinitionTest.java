package dev.reprise.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionDefinitionTest {
    static final class Direct implements DurableFunction<List<String>, String> {
        @Override
        public String run(List<String> input, DurableContext dc) {
            return "";
        }
    }

    abstract static class Base<X, Y> implements DurableFunction<Y, X> {
        @Override
        public X run(Y input, DurableContext dc) {
            return null;
        }
    }

    static final class Inherited extends Base<Integer, Long> {}

    interface Named<T> extends DurableFunction<T, String> {}

    static final class ThroughInterface implements Named<Double> {
        @Override
        public String run(Double input, DurableContext dc) {
            return "";
        }
    }

    @Test
    void findsTheInputTypeWhereverTheClassSaysIt() {
        assertThat(FunctionDefinition.of("a", Direct::new).inputType()).hasToString("java.util.List<java.lang.String>");
        assertThat(FunctionDefinition.of("b", Inherited::new).inputType()).isEqualTo(Long.class);
        assertThat(FunctionDefinition.of("c", ThroughInterface::new).inputType())
                .isEqualTo(Double.class);
    }

    @Test
    void asksForTheTypeOfALambdasInput() {
        DurableFunction<String, String> lambda = (input, dc) -> input;

        assertThatThrownBy(() -> FunctionDefinition.of("greet", () -> lambda))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("Give the input's type when you define function 'greet'");
    }
}

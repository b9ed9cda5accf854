package dev.reprise.workflow.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class MentionedTypesTest {
    record Charge(String id) {}

    record Review(String verdict) {}

    record Address(String city) {}

    record Label(String code) {}

    record Unrelated(String any) {}

    static final class InALambda {
        private static final Logger LOG = LoggerFactory.getLogger(InALambda.class);

        Charge run(DurableContext dc) {
            LOG.debug("charging");
            return dc.step("charge", Charge.class, () -> new Charge("1"));
        }
    }

    static final class InAHelper {
        private final Class<Review> type = Review.class;

        Review of(Signal signal) {
            return signal.as(type);
        }
    }

    static final class Caller {
        Label run(Address from, Address to, DurableContext dc) {
            return dc.invoke("label", "label", Label.class, from.city().isEmpty() ? to : from);
        }
    }

    static final class AnArray {
        Charge[] run(DurableContext dc) {
            return dc.step("charges", Charge[].class, () -> new Charge[0]);
        }
    }

    static final class NoneOfOurBusiness {
        List<Class<?>> types() {
            return List.of(Unrelated.class);
        }
    }

    private static Set<String> mentionedIn(Class<?> type) throws IOException {
        try (var classFile =
                type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return MentionedTypes.in(classFile.readAllBytes());
        }
    }

    @Test
    void aStepNamesItsResult() throws Exception {
        assertThat(mentionedIn(InALambda.class)).containsExactly(Charge.class.getName());
    }

    @Test
    void aConstantCountsWhereverTheClassKeepsIt() throws Exception {
        assertThat(mentionedIn(InAHelper.class)).containsExactly(Review.class.getName());
    }

    @Test
    void whatAnotherFunctionIsCalledWithIsThereWithoutAConstant() throws Exception {
        assertThat(mentionedIn(Caller.class)).contains(Label.class.getName(), Address.class.getName());
    }

    @Test
    void anArrayStandsForItsElements() throws Exception {
        assertThat(mentionedIn(AnArray.class)).containsExactly(Charge.class.getName());
    }

    @Test
    void aClassThatDoesNotUseTheSdkNamesNothing() throws Exception {
        assertThat(mentionedIn(NoneOfOurBusiness.class)).isEmpty();
    }
}

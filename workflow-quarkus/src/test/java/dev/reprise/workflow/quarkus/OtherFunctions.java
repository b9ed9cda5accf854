package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Functions that come from producers. */
@ApplicationScoped
class OtherFunctions {
    /** Ends its invocations but not its executions. */
    static final class Crashing implements DurableFunction<Object, String> {
        @Override
        public String run(Object input, DurableContext dc) {
            throw new NoClassDefFoundError("left/Out");
        }
    }

    /** Has no {@link Named}. */
    static final class PatientHTTPCall implements DurableFunction<Object, String> {
        @Override
        public String run(Object input, DurableContext dc) {
            dc.sleep("rest", Duration.ofDays(1));
            return "rested";
        }
    }

    @Produces
    @Singleton
    @Named("crash")
    Crashing crashing() {
        return new Crashing();
    }

    @Produces
    @Singleton
    PatientHTTPCall patient() {
        return new PatientHTTPCall();
    }
}

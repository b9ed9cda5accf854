package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.state.ParentLink;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order and what happens to it: the pieces of the examples that each release leaves behind as fixtures. */
final class Examples {
    static final ExecutionId EXECUTION = ExecutionId.parse("0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11");
    static final ExecutionKey KEY = new ExecutionKey("order", "o-17");
    static final OperationId STEP = new OperationId("charge-1");
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    static final Instant LATER = Instant.parse("2026-03-04T12:00:00.123Z");
    static final Payload ORDER = Payload.of("{\"id\":\"o-17\",\"total\":12.50}");
    static final Payload RECEIPT = Payload.of("{\"txnId\":\"t-1\"}");
    static final Failure DECLINED = new Failure(
            "com.example.CardDeclined",
            "The card was declined",
            "{\"code\":51}",
            List.of(
                    "com.example.Payments.charge(Payments.java:42)",
                    "com.example.OrderWorkflow.run(OrderWorkflow.java:17)"));
    static final ParentLink PARENT = new ParentLink(
            ExecutionId.parse("0001-018f2c2e-0000-7c1e-9f0a-3b1d5e7f9a22"), new OperationId("call-order"));
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final OperationRef REF = new OperationRef(STEP, new OperationId("payment"), "charge-payment", "Step");
    static final InvokeTarget DURABLE = new InvokeTarget.Durable("shipping:live", "shipping", "4", Terms.DEFAULT);
    static final InvokeTarget PLAIN = new InvokeTarget.Plain("quote", "quote", "1");
    static final InvokeTarget UNRESOLVABLE =
            new InvokeTarget.Unresolvable("nobody", Failure.of("Function.NotFound", "There is no function nobody"));

    private Examples() {}

    /**
     * A value and the name of its fixture.
     *
     * @param name the type's name, and what is special about the value if it is not the first of its type
     */
    record Example<T>(String name, T value) {
        static <T> Example<T> of(T value) {
            return of(value, null);
        }

        static <T> Example<T> of(T value, @Nullable String special) {
            var type = value.getClass().getSimpleName();
            return new Example<>(special == null ? type : type + "-" + special, value);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

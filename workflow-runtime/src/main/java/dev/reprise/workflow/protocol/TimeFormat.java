package dev.reprise.workflow.protocol;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** How a message writes a point in time. The protocol has two ways, and mixing them up gives dates in 1970. */
enum TimeFormat {
    /** Whole milliseconds since the epoch, as in what a function is invoked with. */
    EPOCH_MILLIS {
        @Override
        void write(JsonWriter out, String name, Instant time) throws IOException {
            out.number(name, time.toEpochMilli());
        }

        @Override
        Instant read(JsonReader in) throws IOException {
            return Instant.ofEpochMilli(in.number());
        }
    },

    /** Seconds since the epoch with a fraction, as in what a service answers. */
    EPOCH_SECONDS {
        @Override
        void write(JsonWriter out, String name, Instant time) throws IOException {
            out.decimal(name, BigDecimal.valueOf(time.toEpochMilli(), 3));
        }

        @Override
        Instant read(JsonReader in) throws IOException {
            return Instant.ofEpochMilli(Math.round(in.decimal() * 1000));
        }
    };

    abstract void write(JsonWriter out, String name, Instant time) throws IOException;

    abstract Instant read(JsonReader in) throws IOException;
}

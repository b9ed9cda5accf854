/**
 * The codec between core and what is stored in Kafka or sent to another node: six small doors ({@link dev.reprise.schemas.codec.JournalCodec},
 * {@link dev.reprise.schemas.codec.HistoryCodec}, {@link dev.reprise.schemas.codec.SummaryCodec},
 * {@link dev.reprise.schemas.codec.SignalCodec}, {@link dev.reprise.schemas.codec.RowCodec}, {@link dev.reprise.schemas.codec.PeerCodec}), all of them static and safe
 * for any number of threads. No other package names a generated class. Points in time and durations are kept to the
 * millisecond.
 */
@NullMarked
package dev.reprise.schemas.codec;

import org.jspecify.annotations.NullMarked;

package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.schemas.avro.signals.Signal;
import dev.reprise.schemas.codec.MalformedSignal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalCodecTest {
    private static final String ID = "0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";
    private static final SignalTarget BY_ID = new SignalTarget.ById(ExecutionId.parse(ID));
    private static final SignalTarget BY_KEY = new SignalTarget.ByKey(new ExecutionKey("order", "o-17"));
    private static final Map<String, String> NO_HEADERS = Map.of();

    @Test
    void jsonNamesTheExecutionByItsId() {
        assertThat(decode("{\"execution\":\"" + ID
                        + "\",\"signal\":\"review\",\"signalId\":\"r-1\",\"payload\":{\"ok\": true}}"))
                .isEqualTo(signal(BY_ID, "review", "r-1", "{\"ok\": true}"));
    }

    @Test
    void jsonNamesTheExecutionByFunctionAndName() {
        assertThat(decode("{\"payload\":1.50,\"signal\":\"review\",\"execution\":\"order/o-17\"}"))
                .isEqualTo(signal(BY_KEY, "review", null, "1.50"));
    }

    @Test
    void jsonWithoutPayloadIsAnEmptySignal() {
        assertThat(decode("{\"execution\":\"order/o-17\",\"signal\":\"go\",\"signalId\":null}"))
                .isEqualTo(signal(BY_KEY, "go", null, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1.50e+3",
                "\"\"",
                "\"say \\\"hi\\\" \\u0041 🐎\"",
                "[]",
                "{}",
                "[1, [2,{\"a\" : []}]]",
                "{ \"nested\": {\"payload\": [1 , 2]}, \"execution\":\"other/one\" }"
            })
    void jsonPayloadsAreTakenCharacterForCharacter(String payload) {
        for (var after : new String[] {"", " ", "\n\t"}) {
            assertThat(decode("{ \"payload\" : " + payload + after
                            + ", \"execution\":\"order/o-17\",\"signal\":\"go\" }"))
                    .isEqualTo(signal(BY_KEY, "go", null, payload));
            assertThat(decode("{\"execution\":\"order/o-17\",\"signal\":\"go\",\"payload\":" + payload + after + "}"))
                    .isEqualTo(signal(BY_KEY, "go", null, payload));
        }
    }

    @Test
    void jsonPayloadsMayBeLongerThanTheParsersBuffer() {
        var payload = "[" + "12345, ".repeat(30_000) + "\"" + "🐎x".repeat(10_000) + "\"]";

        assertThat(decode("{\"execution\":\"order/o-17\",\"payload\":" + payload + ",\"signal\":\"go\"}"))
                .isEqualTo(signal(BY_KEY, "go", null, payload));
    }

    @Test
    void avroIsRecognisedByItsMark() throws IOException {
        var written = avro("order/o-17", "review", "r-1", null, "\"yes\"");

        assertThat(SignalCodec.decode(written, NO_HEADERS)).isEqualTo(signal(BY_KEY, "review", "r-1", "\"yes\""));
    }

    @Test
    void headersThatSayAllMakeTheWholeValueThePayload() {
        var headers = Map.of("reprise-execution", ID, "reprise-signal", "review", "reprise-id", "r-1", "other", "x");

        assertThat(SignalCodec.decode(utf8("{\"execution\": not even JSON"), headers))
                .isEqualTo(signal(BY_ID, "review", "r-1", "{\"execution\": not even JSON"));
    }

    @Test
    void headersThatSayAllNeedNoValue() {
        assertThat(SignalCodec.decode(null, Map.of("reprise-execution", ID, "reprise-signal", "go")))
                .isEqualTo(signal(BY_ID, "go", null, ""));
    }

    @Test
    void headersTakeThePlaceOfFields() {
        var value = utf8("{\"execution\":\"other/one\",\"signal\":\"go\",\"signalId\":\"a\",\"payload\":7}");

        assertThat(SignalCodec.decode(value, Map.of("reprise-execution", "order/o-17", "reprise-id", "b")))
                .isEqualTo(signal(BY_KEY, "go", "b", "7"));
    }

    @Test
    void callbacksAreAnsweredByFieldOrByHeader() throws IOException {
        var answer = new IncomingSignal.ForCallback("cb-1", Payload.of("{\"paid\":true}"));

        assertThat(decode("{\"callbackId\":\"cb-1\",\"payload\":{\"paid\":true}}"))
                .isEqualTo(answer);
        assertThat(SignalCodec.decode(avro(null, null, null, "cb-1", "{\"paid\":true}"), NO_HEADERS))
                .isEqualTo(answer);
        assertThat(SignalCodec.decode(utf8("{\"paid\":true}"), Map.of("reprise-callback-id", "cb-1")))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                                              | INVALID_JSON",
                "approve                                                         | INVALID_JSON",
                "[1]                                                             | INVALID_JSON",
                "{\"execution\":\"order/o-17\",\"signal\":                       | INVALID_JSON",
                "{\"execution\":\"order/o-17\",\"signal\":\"go\"} {}             | INVALID_JSON",
                "{\"signal\":\"a\",\"signal\":\"b\",\"execution\":\"order/o\"}   | INVALID_JSON",
                "{\"execution\":\"order/o-17\",\"signal\":\"go\",\"paylod\":1}   | UNKNOWN_FIELD",
                "{\"execution\":\"order/o-17\",\"signal\":17}                    | WRONG_TYPE",
                "{\"execution\":{\"id\":1},\"signal\":\"go\"}                    | WRONG_TYPE",
                "{\"signal\":\"go\"}                                             | MISSING_EXECUTION",
                "{\"execution\":\"order\",\"signal\":\"go\"}                     | INVALID_EXECUTION",
                "{\"execution\":\"order/a/b\",\"signal\":\"go\"}                 | INVALID_EXECUTION",
                "{\"execution\":\"order/o-17\"}                                  | MISSING_SIGNAL",
                "{\"execution\":\"order/o-17\",\"signal\":\"\"}                  | INVALID_SIGNAL",
                "{\"execution\":\"order/o-17\",\"signal\":\"kůň\"}               | INVALID_SIGNAL",
                "{\"execution\":\"order/o-17\",\"signal\":\"a\",\"signalId\":\"\"} | INVALID_SIGNAL_ID",
                "{\"callbackId\":\"\"}                                           | INVALID_CALLBACK_ID",
                "{\"callbackId\":\"cb\",\"signal\":\"go\"}                       | AMBIGUOUS",
            })
    void malformedJsonIsRefusedWithItsReason(String json, Reason reason) {
        assertThat(refusal(utf8(json), NO_HEADERS)).isEqualTo(reason);
    }

    @Test
    void malformedValuesAreRefusedWithTheirReason() throws IOException {
        var written = avro("order/o-17", "review", "r-1", null, "\"yes\"");
        var foreign = written.clone();
        foreign[5] ^= 1;
        var headers = Map.of("reprise-execution", "order/o-17", "reprise-signal", "go");

        assertThat(refusal(null, NO_HEADERS)).isEqualTo(Reason.NO_VALUE);
        assertThat(refusal(foreign, NO_HEADERS)).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(refusal(java.util.Arrays.copyOf(written, written.length - 1), NO_HEADERS))
                .isEqualTo(Reason.INVALID_AVRO);
        assertThat(refusal(new byte[] {'{', (byte) 0xFF, '}'}, NO_HEADERS)).isEqualTo(Reason.NOT_UTF8);
        assertThat(refusal(new byte[] {(byte) 0xC3, 0x01}, headers)).isEqualTo(Reason.NOT_UTF8);
        assertThat(refusal(utf8("{}"), Map.of("reprise-callback-id", "cb", "reprise-signal", "go")))
                .isEqualTo(Reason.AMBIGUOUS);
    }

    @Test
    void aPayloadMayHave256KibibytesAndNotOneMore() {
        var headers = Map.of("reprise-execution", "order/o-17", "reprise-signal", "go");
        var largest = "x".repeat(262_144);

        assertThat(SignalCodec.decode(utf8(largest), headers)).isEqualTo(signal(BY_KEY, "go", null, largest));
        assertThat(refusal(utf8(largest + "x"), headers)).isEqualTo(Reason.PAYLOAD_TOO_LARGE);
    }

    @Test
    void aRefusalSaysWhatWasExpectedAndWhatWasFound() {
        var error = catchThrowableOfType(
                MalformedSignal.class, () -> decode("{\"execution\":\"order/o-17\",\"signal\":\"go\",\"paylod\":1}"));

        assertThat(error)
                .hasMessage(
                        "Expected the fields execution, signal, signalId, callbackId and payload, but found 'paylod'");
    }

    private static IncomingSignal decode(String json) {
        return SignalCodec.decode(utf8(json), NO_HEADERS);
    }

    private static Reason refusal(byte @Nullable [] value, Map<String, String> headers) {
        var error = catchThrowableOfType(MalformedSignal.class, () -> SignalCodec.decode(value, headers));
        assertThat(error).as("refusal").isNotNull();
        return error.reason();
    }

    private static IncomingSignal signal(SignalTarget target, String name, @Nullable String id, String payload) {
        return new IncomingSignal.ForExecution(
                new SignalReceived(target, new SignalName(name), id, Payload.of(payload), null));
    }

    private static byte[] avro(
            @Nullable String execution,
            @Nullable String signal,
            @Nullable String signalId,
            @Nullable String callbackId,
            String payload)
            throws IOException {
        var record = new Signal(execution, signal, signalId, callbackId, ByteBuffer.wrap(utf8(payload)));
        var encoded = Signal.getEncoder().encode(record);
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

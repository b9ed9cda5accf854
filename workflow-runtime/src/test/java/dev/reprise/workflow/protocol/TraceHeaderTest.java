package dev.reprise.workflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1, 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0, 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00"
    })
    void oneSaysWhatTheOtherSays(String header, String traceParent) {
        assertThat(TraceHeader.toTraceParent(header)).isEqualTo(traceParent);
        assertThat(TraceHeader.ofTraceParent(traceParent)).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource({
        "Sampled=1; Parent=53995C3F42CD8AD8; Root=1-5759E988-BD862E3FE1BE46A994272793, 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
        "Self=1-1-1;Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=?,                00-5759e988bd862e3fe1be46a994272793-e1be46a994272793-00",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=short;Lineage=a:1,            00-5759e988bd862e3fe1be46a994272793-e1be46a994272793-00"
    })
    void takesFieldsInAnyOrderAndDoesWithoutACallingSpan(String header, String traceParent) {
        assertThat(TraceHeader.toTraceParent(header)).isEqualTo(traceParent);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ";;",
                "Root=",
                "Root=1-5759e988-bd862e3f",
                "Root=2-5759e988-bd862e3fe1be46a994272793",
                "Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000000"
            })
    void aHeaderWithoutATraceIsNone(String header) {
        assertThat(TraceHeader.toTraceParent(header)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8",
                "ff-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
                "00-00000000000000000000000000000000-53995c3f42cd8ad8-01",
                "00-5759E988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
                "x\r\nInjected: y"
            })
    void whatIsNoTraceParentBecomesNoHeader(String traceParent) {
        assertThat(TraceHeader.ofTraceParent(traceParent)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-03-more"})
    void aLaterVersionOfTraceParentIsReadAsFarAsItIsKnown(String traceParent) {
        assertThat(TraceHeader.ofTraceParent(traceParent))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
    }
}

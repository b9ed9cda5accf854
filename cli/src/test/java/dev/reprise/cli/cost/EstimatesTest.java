package dev.reprise.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.cli.cost.Estimate.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EstimatesTest {
    private static final Prices PRICES = Prices.packaged();

    private static Workload orders(double executions, int steps, int payloadBytes) {
        return new Workload(executions, steps, 1, Duration.ofSeconds(2), 1024, Duration.ofHours(48), payloadBytes, 14);
    }

    private static Hosted hosted(Workload workload) {
        return new Hosted(PRICES, workload);
    }

    private static OwnKafka own(Workload workload) {
        return new OwnKafka(PRICES, workload);
    }

    @Test
    void aMillionExecutionsOfThreeOperationsBesideTheirStartAreThirtyTwoDollarsAsInTheExampleOfAws() {
        var workload = new Workload(1e6, 2, 1, Duration.ZERO, 1024, Duration.ZERO, 0, 14);
        assertThat(hosted(workload).durableFunctions().of(Part.ENGINE)).isEqualTo(32.0);
    }

    @Test
    void waitingLongerCostsNoComputeAnywhere() {
        var hours = orders(1e6, 20, 500);
        var weeks = new Workload(1e6, 20, 1, hours.active(), 1024, Duration.ofDays(28), 500, 14);
        assertThat(own(weeks).alone().of(Part.FUNCTIONS))
                .isEqualTo(own(hours).alone().of(Part.FUNCTIONS));
        assertThat(hosted(weeks).durableFunctions().of(Part.FUNCTIONS))
                .isEqualTo(hosted(hours).durableFunctions().of(Part.FUNCTIONS));
        assertThat(own(weeks).alone().of(Part.STORAGE))
                .isGreaterThan(own(hours).alone().of(Part.STORAGE));
    }

    @Test
    void twoSecondsOfAGigabyteCostTheSameOnReprise() {
        assertThat(own(orders(1e6, 20, 500)).alone().of(Part.FUNCTIONS)).isCloseTo(26.67 + 0.40, within(0.01));
    }

    @Test
    void aKafkaForItAloneCostsMostOfItsPriceIfNothingRuns() {
        assertThat(own(orders(1, 1, 0)).alone().total()).isGreaterThan(200);
        assertThat(hosted(orders(1, 1, 0)).durableFunctions().total()).isLessThan(0.01);
    }

    @Test
    void moreStepsThanBrokersAndNodesAreGivenTakeMoreOfThem() {
        var much = orders(500e6, 20, 500);
        assertThat(own(much).alone().of(Part.ENGINE))
                .isGreaterThan(3 * own(orders(1e6, 20, 500)).alone().of(Part.ENGINE));
        assertThat(own(much).sharing().of(Part.ENGINE))
                .isLessThanOrEqualTo(own(much).alone().of(Part.ENGINE));
    }

    /** What docs/cost.md says in words. */
    @Test
    void aKafkaForItAlonePaysFromSomeTwoMillionExecutionsOfTwentySteps() {
        var fewer = orders(1.7e6, 20, 500);
        var more = orders(2.1e6, 20, 500);
        assertThat(own(fewer).alone().total())
                .isGreaterThan(hosted(fewer).durableFunctions().total());
        assertThat(own(more).alone().total())
                .isLessThan(hosted(more).durableFunctions().total());
        assertThat(own(orders(3.3e6, 20, 500)).msk().total())
                .isGreaterThan(hosted(orders(3.3e6, 20, 500)).durableFunctions().total());
        assertThat(own(orders(3.7e6, 20, 500)).msk().total())
                .isLessThan(hosted(orders(3.7e6, 20, 500)).durableFunctions().total());
    }

    @Test
    void whatIsWrittenIsWhatWasMeasured() {
        var tenSteps = new Workload(1, 10, 0, Duration.ZERO, 1024, Duration.ZERO, 100, 14);
        assertThat(Footprint.JOURNAL.each(tenSteps)).isEqualTo(567 + 10 * 243 + 11 * 100);
        assertThat(Footprint.CHANGELOG.each(tenSteps)).isEqualTo(1419 + 10 * 426 + 2 * 11 * 100);
    }

    @Test
    void msksReplicasCostNothingBetweenZones() {
        var workload = orders(1e6, 20, 500);
        assertThat(own(workload).msk().of(Part.NETWORK))
                .isLessThan(own(workload).alone().of(Part.NETWORK));
    }
}

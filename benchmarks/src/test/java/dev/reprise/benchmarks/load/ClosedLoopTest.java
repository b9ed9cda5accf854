package dev.reprise.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    @Test
    void eachThingIsDoneOnce() throws Exception {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        var times = new AtomicInteger();

        var result = ClosedLoop.each(8, 100, number -> {
            done.add(number);
            times.incrementAndGet();
        });

        assertThat(done).hasSize(100).contains(0, 99);
        assertThat(times).hasValue(100);
        assertThat(result.count()).isEqualTo(100);
    }

    @Test
    void asManyAtOnceAsThereAreCallers() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();

        var together = new CyclicBarrier(3); // opens when three are under way: all there may be

        ClosedLoop.each(3, 300, number -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            together.await();
            atOnce.decrementAndGet();
        });

        assertThat(most).hasValue(3);
    }

    @Test
    void aFailureEndsTheLoadAndIsTold() {
        assertThatThrownBy(() -> ClosedLoop.run(4, Duration.ZERO, Duration.ofMinutes(10), Measuring.UNNOTICED, () -> {
                    throw new IllegalStateException("the engine said no");
                }))
                .hasMessage("the engine said no");
    }
}

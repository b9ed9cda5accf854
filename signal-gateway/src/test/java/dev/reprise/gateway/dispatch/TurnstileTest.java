package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final int MANY = 200;

    @Test
    void neverLetsInMoreThanTheLimitAndEverybodyInTheEnd() throws InterruptedException {
        var turnstile = new Turnstile(() -> 3);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    turnstile.enter();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    turnstile.leave();
                    done.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void aRaisedLimitLetsInSeveralAtTheNextTurn() throws InterruptedException {
        var limit = new AtomicInteger(1);
        var turnstile = new Turnstile(limit::get);
        turnstile.enter();
        var entered = new CountDownLatch(3);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    turnstile.enter();
                    entered.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }

        limit.set(3);
        turnstile.leave();

        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
    }
}

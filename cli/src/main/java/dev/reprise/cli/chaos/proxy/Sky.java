package dev.reprise.cli.chaos.proxy;

import java.time.Duration;

/** The weather of one proxy, and waiting for it to change. Thread-safe. */
final class Sky {
    private Weather weather = new Weather.Fair();

    synchronized void change(Weather other) {
        weather = other;
        notifyAll();
    }

    synchronized Weather now() {
        return weather;
    }

    /** Returns when what has arrived may go on. */
    void pass() throws InterruptedException {
        var delay = afterSilence();
        if (delay.isPositive()) {
            Thread.sleep(delay);
        }
    }

    private synchronized Duration afterSilence() throws InterruptedException {
        while (weather instanceof Weather.Silent) {
            wait();
        }
        return weather instanceof Weather.Slow slow ? slow.delay() : Duration.ZERO;
    }
}

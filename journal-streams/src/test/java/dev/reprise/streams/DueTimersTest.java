package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DueTimersTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ExecutionId EXECUTION = new ExecutionId(0, new UUID(1, 1));

    private final MemoryRows rows = new MemoryRows();
    private final Quarantines quarantines = new Quarantines(rows);
    private final DueTimers timers = new DueTimers(rows, quarantines);

    @Test
    void aTimerIsTakenOnceItIsDueAndNotBefore() {
        var timer = arm(NOON, "1");

        assertThat(timers.take(NOON.minusMillis(1), 10)).isEmpty();
        assertThat(timers.take(NOON, 10)).containsExactly(timer);
    }

    @Test
    void aTimerThatWasTakenIsNotTakenAgainWhileItsRecordIsUnderWay() {
        arm(NOON, "1");
        timers.take(NOON, 10);

        assertThat(timers.take(NOON.plusMillis(20), 10)).isEmpty();
    }

    @Test
    void aTimerWhoseRecordWasLostIsTakenAgainEvenIfNothingElseIsDueForDays() {
        var timer = arm(NOON, "1");
        arm(NOON.plusSeconds(1_000_000), "2");
        timers.take(NOON, 10);

        assertThat(timers.take(NOON.plusSeconds(3), 10)).containsExactly(timer);
    }

    @Test
    void aTimerThatWasFoldedIsGone() {
        var timer = arm(NOON, "1");
        timers.take(NOON, 10);
        disarm(timer);

        assertThat(timers.take(NOON.plusSeconds(60), 10)).isEmpty();
    }

    @Test
    void aTimerOfAQuarantinedExecutionIsNotTakenUntilThatIsReleased() {
        var timer = arm(NOON, "1");
        timers.take(NOON, 10);
        var poison = new Poison(1, "TimersFired", "a bug", NOON, null);
        change(new RowChange<>(new Row.Quarantined(EXECUTION), new Quarantine(poison, true)));
        assertThat(timers.take(NOON.plusSeconds(60), 10)).isEmpty();

        change(new RowChange<>(new Row.Quarantined(EXECUTION), null));
        assertThat(timers.take(NOON.plusSeconds(60), 10)).containsExactly(timer);
    }

    @Test
    void aTimerArmedForEarlierThanAllOthersIsSeen() {
        arm(NOON.plusSeconds(60), "1");
        timers.take(NOON, 10);
        var early = arm(NOON.plusSeconds(1), "2");

        assertThat(timers.take(NOON.plusSeconds(1), 10)).containsExactly(early);
    }

    @Test
    void twoTimersDueAtTheSameMomentAreBothTakenInWhicheverOrderTheyWereArmed() {
        var second = arm(NOON, "b");
        timers.take(NOON.minusSeconds(1), 10);
        var first = arm(NOON, "a");

        assertThat(timers.take(NOON, 10)).containsExactly(first, second);
    }

    @Test
    void moreThanTheLimitAreTakenInSeveralLooks() {
        var all = List.of(arm(NOON, "1"), arm(NOON, "2"), arm(NOON, "3"));

        assertThat(timers.take(NOON, 2)).isEqualTo(all.subList(0, 2));
        assertThat(timers.take(NOON, 2)).isEqualTo(all.subList(2, 3));
    }

    @Test
    void timersBeyondThoseKeptInMemoryAreReadWhenTheirTurnComes() {
        var two = new DueTimers(rows, quarantines, 2);
        var all = new ArrayList<Timer>();
        for (int i = 0; i < 7; i++) {
            all.add(arm(NOON.plusMillis(i), "1"));
        }

        assertThat(two.take(NOON.plusSeconds(1), 5)).isEqualTo(all.subList(0, 5));
        assertThat(two.take(NOON.plusSeconds(1), 5)).isEqualTo(all.subList(5, 7));
    }

    @Test
    void noMoreAreHandedOutWhileSomeThousandsAreNotFolded() {
        for (int i = 0; i < 5_000; i++) {
            arm(NOON, Integer.toString(10_000 + i));
        }
        var taken = timers.take(NOON, 5_000);
        assertThat(taken).hasSize(4_096);
        assertThat(timers.take(NOON, 5_000)).isEmpty();

        taken.subList(0, 10).forEach(this::disarm);
        assertThat(timers.take(NOON, 5_000)).hasSize(10);
        assertThat(timers.handedOut()).isEqualTo(4_096);
    }

    @Test
    void whicheverWayTimersComeAndGoEachIsTakenOnceItIsDue() {
        for (long seed = 1; seed <= 200; seed++) {
            comeAndGo(seed);
        }
    }

    private void comeAndGo(long seed) {
        var random = new Random(seed);
        var few = new DueTimers(rows, quarantines, 1 + random.nextInt(4));
        var armed = new TreeSet<>(Comparator.comparing(Timer::due)
                .thenComparing(each -> each.operation().value()));
        var now = NOON;
        for (int i = 0; i < 100; i++) {
            if (random.nextInt(3) > 0) {
                var timer = timer(now.plusMillis(random.nextInt(-3, 12)), Integer.toString(100 + i));
                armed.add(timer);
                change(few, new RowChange<>(new Row.Armed(timer), Row.Present.PRESENT));
            } else if (!armed.isEmpty() && random.nextBoolean()) {
                var gone = random.nextBoolean() ? armed.pollFirst() : armed.pollLast();
                change(few, new RowChange<>(new Row.Armed(gone), null));
            } else {
                now = now.plusMillis(random.nextInt(5));
                var due = armed.headSet(timer(now, "999"), true);
                assertThat(few.take(now, 1_000)).as("seed %d, at %s", seed, now).containsExactlyElementsOf(due);
                List.copyOf(due).forEach(timer -> change(few, new RowChange<>(new Row.Armed(timer), null)));
                due.clear();
            }
        }
        armed.forEach(left -> change(few, new RowChange<>(new Row.Armed(left), null)));
    }

    private static Timer timer(Instant due, String operation) {
        return new Timer(due, EXECUTION, TimerKind.WAIT, new OperationId(operation));
    }

    private Timer arm(Instant due, String operation) {
        var timer = timer(due, operation);
        change(new RowChange<>(new Row.Armed(timer), Row.Present.PRESENT));
        return timer;
    }

    private void disarm(Timer timer) {
        change(new RowChange<>(new Row.Armed(timer), null));
    }

    private void change(RowChange<?> change) {
        change(timers, change);
    }

    private void change(DueTimers timers, RowChange<?> change) {
        rows.apply(List.of(change));
        quarantines.follow(change);
        timers.follow(change);
    }
}

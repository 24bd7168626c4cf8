package dev.aegis.scheduler;

import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_DETECT_DEAD;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_EXECUTE_DUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private long now;
    private int recorded;
    private boolean databaseAnswers = true;

    private final Heartbeat heartbeat = new Heartbeat(
            Pace.DEFAULT.longestRound(),
            () -> {
                if (!databaseAnswers) {
                    throw new IllegalStateException("no database");
                }
                recorded++;
            },
            () -> now);

    @Test
    void aSchedulerThatWorksIsAlive() {
        secondsPass(300, Set.of(RAN_EXECUTE_DUE, RAN_DETECT_DEAD));

        assertThat(heartbeat.fault()).isEmpty();
        assertThat(recorded).isEqualTo(100);
    }

    @Test
    void oneThatDoesNotLookForDueJobsIsDeadWithinAMinute() {
        secondsPass(60, Set.of(RAN_DETECT_DEAD));

        assertThat(heartbeat.fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("scheduler dead, no heartbeat for"));
        assertThat(recorded).isLessThanOrEqualTo(5);
    }

    @Test
    void oneThatDoesNotLookForDeadJobsIsDeadWithinAMinute() {
        secondsPass(60, Set.of(RAN_EXECUTE_DUE));

        assertThat(heartbeat.fault()).isPresent();
    }

    @Test
    void oneWithoutADatabaseIsDead() {
        databaseAnswers = false;
        now += Duration.ofSeconds(31).toNanos();
        heartbeat.onSchedulerEvent(RAN_EXECUTE_DUE);
        heartbeat.onSchedulerEvent(RAN_DETECT_DEAD);

        assertThatThrownBy(heartbeat::beat).hasMessage("no database");
        assertThat(heartbeat.fault()).isPresent();
    }

    @Test
    void oneThatWorksAgainIsAliveAgain() {
        secondsPass(60, Set.of());
        secondsPass(3, Set.of(RAN_EXECUTE_DUE, RAN_DETECT_DEAD));

        assertThat(heartbeat.fault()).isEmpty();
    }

    private void secondsPass(int seconds, Set<SchedulerEventType> work) {
        for (int second = 1; second <= seconds; second++) {
            now += Duration.ofSeconds(1).toNanos();
            work.forEach(heartbeat::onSchedulerEvent);
            if (second % 3 == 0) {
                heartbeat.beat();
            }
        }
    }
}

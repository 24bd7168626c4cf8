package dev.aegis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interrupts that take long: the server is in trouble, which must not become trouble of all transactions. */
@Timeout(60)
class TransactionDeadlinesTest {
    private static final TransactionOptions SHORT = TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(10));

    @Test
    void oneThatHangsKeepsNoOtherWaiting() throws Exception {
        CountDownLatch server = new CountDownLatch(1);
        CountDownLatch otherInterrupted = new CountDownLatch(1);
        try (TransactionDeadlines deadlines = new TransactionDeadlines();
                TransactionDeadlines.Deadline hangs = deadlines.start(session(true, () -> await(server)), SHORT);
                TransactionDeadlines.Deadline other =
                        deadlines.start(session(true, otherInterrupted::countDown), SHORT)) {
            assertThat(otherInterrupted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(hangs.passed()).isTrue();
            assertThat(other.passed()).isTrue();

            long start = System.nanoTime();
            hangs.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            server.countDown();
        }
    }

    @Test
    void onlyAFewAreUnderWayAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore begun = new Semaphore(0);
        CountDownLatch server = new CountDownLatch(1);
        try (TransactionDeadlines deadlines = new TransactionDeadlines()) {
            List<TransactionDeadlines.Deadline> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(deadlines.start(
                        session(true, () -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            begun.release();
                            await(server);
                            running.decrementAndGet();
                        }),
                        SHORT));
            }
            assertThat(begun.tryAcquire(4, 20, TimeUnit.SECONDS)).isTrue();
            while (!all.stream().allMatch(TransactionDeadlines.Deadline::passed)) {
                Thread.onSpinWait();
            }

            assertThat(most).hasValue(4);
            server.countDown();
            all.forEach(TransactionDeadlines.Deadline::stop);
        }
    }

    /** On SQLite, where it would hit whatever runs next on the connection. */
    @Test
    void aLocalInterruptNeverComesAfterTheStop() {
        for (int i = 0; i < 200; i++) {
            AtomicBoolean stopped = new AtomicBoolean();
            AtomicBoolean late = new AtomicBoolean();
            try (TransactionDeadlines deadlines = new TransactionDeadlines()) {
                TransactionDeadlines.Deadline deadline = deadlines.start(
                        session(false, () -> late.compareAndSet(false, stopped.get())),
                        TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(1)));
                while (!deadline.passed() && i % 2 == 0) {
                    Thread.onSpinWait();
                }

                deadline.stop();
                stopped.set(true);
            }
            assertThat(late).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only what the deadlines ask of it. */
    private static Session session(boolean overNetwork, Runnable interrupt) {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("interrupt")) {
                        interrupt.run();
                        return null;
                    }
                    return overNetwork;
                });
    }
}

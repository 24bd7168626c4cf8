package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedLookTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private SharedLook<Integer> look = new SharedLook<>("look", Duration.ofSeconds(20), this::count);

    private int count() {
        int number = looks.incrementAndGet();
        try {
            mayEnd.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number;
    }

    @AfterEach
    void stop() {
        look.stop();
    }

    @Test
    void allWhoAskMeanwhileShareIt() {
        ExecutorService askers = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<Optional<Integer>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(CompletableFuture.supplyAsync(look::answer, askers));
            }
            mayEnd.countDown();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.get(20, TimeUnit.SECONDS)).isPresent());
            // A second one only if the askers took longer to start than an answer is good for.
            assertThat(looks.get()).isBetween(1, 2);
        } finally {
            askers.shutdownNow();
        }
    }

    @Test
    void oneThatDoesNotEndIsNeitherWaitedForNorJoined() {
        look = new SharedLook<>("look", Duration.ofMillis(50), this::count);

        assertThat(look.answer()).isEmpty();
        assertThat(look.answer()).isEmpty();

        assertThat(looks).hasValue(1);
    }
}

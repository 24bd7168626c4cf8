package dev.aegis.api.shields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShieldPagesTest extends ApiTest {
    ShieldPagesTest(TestDatabase database) {
        super(database, Map.of());
    }

    @Test
    void anEmptyTableIsOneEmptyPage() {
        assertThat(client.get("/shields").text()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void aPageIsNewestFirstAndTheLastOneHasNoNext() {
        forge(5);

        JsonNode first = client.get("/shields?limit=2").json();
        JsonNode second = client.get(
                        "/shields?limit=2&after=" + first.get("next").asText())
                .json();
        JsonNode third = client.get(
                        "/shields?limit=2&after=" + second.get("next").asText())
                .json();

        assertThat(ids(first)).containsExactly(5L, 4L);
        assertThat(ids(second)).containsExactly(3L, 2L);
        assertThat(ids(third)).containsExactly(1L);
        assertThat(third.get("next").isNull()).isTrue();
        assertThat(client.get("/shields?limit=5").json().get("next").isNull()).isTrue();
        assertThat(first.get("items").get(0)).isEqualTo(client.get("/shields/5").json());
    }

    @Test
    void aPageHasTwentyItemsUnlessToldOtherwise() {
        forge(21);

        assertThat(client.get("/shields").json().get("items")).hasSize(20);
        assertThat(client.get("/shields?limit=100").json().get("items")).hasSize(21);
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileOthersForge() throws Exception {
        forge(30);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> forging = pool.submit(() -> {
            while (!stop.get()) {
                forge(1);
                begun.countDown();
            }
        });
        try {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            List<Long> seen = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = client.get("/shields?limit=3" + next).json();
                seen.addAll(ids(page));
                next = page.get("next").isNull()
                        ? ""
                        : "&after=" + page.get("next").asText();
            } while (!next.isEmpty());

            assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
            assertThat(seen.subList(seen.size() - 30, seen.size())).contains(30L, 29L, 1L);
        } finally {
            stop.set(true);
            forging.get(10, TimeUnit.SECONDS);
            pool.shutdown();
        }
    }

    private void forge(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(client.post("/shields", "{\"name\":\"x\"}").status()).isEqualTo(201);
        }
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.get("id").longValue()));
        return ids;
    }
}

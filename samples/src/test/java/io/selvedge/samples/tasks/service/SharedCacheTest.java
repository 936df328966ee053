package io.selvedge.samples.tasks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.samples.tasks.trouble.CacheServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedCacheTest {
    private static final Task TASK = new Task(7, "ada", "write the\npaper", true);

    private CacheServer server;
    private SharedCache cache;

    @BeforeEach
    void start() throws IOException {
        server = CacheServer.start();
        cache = new SharedCache(new SharedCacheAddress(server.address()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesBackWhatWasPut() throws Exception {
        cache.put(TASK);

        assertThat(cache.get(7)).isEqualTo(TASK);
    }

    @Test
    void aMissIsAFailureSoThatSomebodyElseMayAnswer() {
        assertThatThrownBy(() -> cache.get(7)).isExactlyInstanceOf(CacheMissException.class);
    }

    @Test
    void anInterruptEndsTheWaitForACacheThatSaysNothing() throws Exception {
        cache.put(TASK);
        server.hang(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cache.get(7)).isInstanceOf(InterruptedException.class);
        server.recover();
        assertThat(cache.get(7)).isEqualTo(TASK);
    }
}

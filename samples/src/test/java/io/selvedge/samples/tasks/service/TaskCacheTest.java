package io.selvedge.samples.tasks.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskCacheTest {
    @Test
    void aYoungTaskIsFreshAndAnOldOneOnlyKnown() {
        Task task = new Task(1, "ada", "title", false);
        TaskCache young = new TaskCache(Duration.ofHours(1), 10);
        TaskCache old = new TaskCache(Duration.ZERO, 10);

        young.keep(task);
        old.keep(task);

        assertThat(young.fresh(1)).contains(task);
        assertThat(old.fresh(1)).isEmpty();
        assertThat(old.lastKnown(1)).contains(task);
    }

    @Test
    void theLongestUnreadGoesFirst() {
        TaskCache cache = new TaskCache(Duration.ofHours(1), 2);
        cache.keep(new Task(1, "ada", "one", false));
        cache.keep(new Task(2, "ada", "two", false));
        cache.lastKnown(1);
        cache.keep(new Task(3, "ada", "three", false));

        assertThat(cache.lastKnown(1)).isPresent();
        assertThat(cache.lastKnown(2)).isEmpty();
    }
}

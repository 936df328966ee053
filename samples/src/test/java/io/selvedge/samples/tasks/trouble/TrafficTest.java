package io.selvedge.samples.tasks.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final long MILLIS = 1_000_000;

    private final Traffic traffic = new Traffic();

    @Test
    void countsRequestsAndAnswers() {
        note("a", 0, Reply.BROKEN);
        note("a", 60, Reply.TAKEN);
        note("b", 70, Reply.TAKEN);

        assertThat(traffic.requests()).isEqualTo(3);
        assertThat(traffic.answered(503)).isEqualTo(1);
        assertThat(traffic.taken()).containsExactlyInAnyOrder("a", "b");
        assertThat(traffic.perBucket(50, 3)).containsExactly(1, 2, 0);
        assertThat(traffic.gaps()).containsExactly(10 * MILLIS, 60 * MILLIS);
        assertThat(traffic.retries().requests()).isEqualTo(1);
    }

    @Test
    void seesWhoComesBackTooEarly() {
        note("early", 0, Reply.tooMany(1));
        note("early", 999, Reply.TAKEN);
        note("late", 0, Reply.tooMany(1));
        note("late", 1000, Reply.TAKEN);

        assertThat(traffic.cameTooEarly()).isEqualTo(1);
    }

    private void note(String key, long millis, Reply reply) {
        traffic.note(new Arrival(key, millis * MILLIS, reply));
    }
}

package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.Guard;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a board writes down between one look and the next. */
class BoardTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @CircuitBreaker(name = "bank", window = 4, openFor = "1h")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Banked {}

    private static List<String> journal(Board board, String method) {
        return board.with(method, row -> row.journal().lines()).orElseThrow().stream()
                .map(Journal.Line::text)
                .toList();
    }

    private static void fail(Guard guard) {
        assertThatThrownBy(() -> guard.run(() -> {
                    throw new IllegalStateException();
                }))
                .isNotNull();
    }

    @Test
    void what_happens_between_the_start_and_the_first_look_is_news() {
        try (Engine engine = Engine.start()) {
            Guard early = engine.guard("early", Banked.class);
            Board board = watch(engine);
            for (int i = 0; i < 5; i++) {
                fail(early);
            }
            board.tick(NOON);
            assertThat(journal(board, "early"))
                    .contains("circuit breaker went open", "circuit breaker refused 1 call: open");
        }
    }

    @Test
    void so_is_what_happens_to_a_method_before_the_first_look_at_it() {
        try (Engine engine = Engine.start()) {
            Board board = watch(engine);
            board.tick(NOON);
            Guard late = engine.guard("late", Banked.class);
            for (int i = 0; i < 4; i++) {
                fail(late);
            }
            board.tick(NOON.plusSeconds(1));
            assertThat(journal(board, "late")).contains("circuit breaker went open");
        }
    }

    @Test
    void what_had_happened_to_a_shared_policy_before_is_no_news_to_a_method_that_comes_later() {
        try (Engine engine = Engine.start()) {
            Guard early = engine.guard("early", Banked.class);
            Board board = watch(engine);
            for (int i = 0; i < 4; i++) {
                fail(early);
            }
            board.tick(NOON);
            fail(engine.guard("late", Banked.class));
            board.tick(NOON.plusSeconds(1));
            assertThat(journal(board, "late")).containsExactly("circuit breaker refused 1 call: open");
        }
    }

    private static Board watch(Engine engine) {
        Figures figures = new Figures(() -> {});
        engine.watch(figures);
        return new Board(new View(engine, figures, Keys.SHOWN));
    }
}

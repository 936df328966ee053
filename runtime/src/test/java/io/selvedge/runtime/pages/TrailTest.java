package io.selvedge.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailTest {
    private static final int ENDLESS = 1_000_000;

    @Test
    void tells_a_cursor_that_stays_at_once() {
        assertThat(stepsUntilFound(i -> Math.min(i, 1000))).isEqualTo(1001);
    }

    @Test
    void tells_a_return_to_any_of_the_first_64_at_once_however_long_the_way() {
        assertThat(stepsUntilFound(i -> i % 100_000)).isEqualTo(100_000);
        assertThat(stepsUntilFound(i -> i < 100_000 ? i : i - 100_000 + 63)).isEqualTo(100_000);
    }

    @Test
    void tells_a_return_to_any_of_the_last_64_at_once() {
        assertThat(stepsUntilFound(i -> i < 5000 ? i : 5000 - 64 + (i - 5000) % 64))
                .isEqualTo(5000);
    }

    @ParameterizedTest
    @CsvSource({"64, 65", "64, 1000", "100, 100", "1000, 70", "5000, 12345"})
    void finds_any_other_cycle_within_about_three_rounds(int before, int length) {
        int found = stepsUntilFound(i -> i < before ? i : before + (i - before) % length);

        assertThat(found).isLessThanOrEqualTo(2 * before + 3 * length + 64);
    }

    @Test
    void takes_no_new_cursor_for_an_old_one() {
        assertThat(stepsUntilFound(i -> i)).isEqualTo(ENDLESS);
    }

    @Test
    void compares_arrays_by_what_is_in_them_and_takes_null_for_a_cursor() {
        Trail trail = new Trail();

        assertThat(trail.comesAgain(null)).isFalse();
        assertThat(trail.comesAgain(new byte[] {1})).isFalse();
        assertThat(trail.comesAgain(new byte[] {2})).isFalse();
        assertThat(trail.comesAgain(new byte[] {1})).isTrue();
        assertThat(trail.comesAgain(null)).isTrue();
    }

    private static int stepsUntilFound(IntUnaryOperator cursors) {
        Trail trail = new Trail();
        for (int i = 0; i < ENDLESS; i++) {
            if (trail.comesAgain(cursors.applyAsInt(i))) {
                return i;
            }
        }
        return ENDLESS;
    }
}

package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final class Broken {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    private static Policy with(Object... keys) {
        return new Policy() {
            @Override
            public Admission admit(Call call) {
                return Pass.FREE;
            }

            @Override
            public List<BusyKey> busyKeys(int most) {
                return Arrays.stream(keys)
                        .limit(most)
                        .map(key -> new BusyKey(key, 1, "held"))
                        .toList();
            }
        };
    }

    private static List<String> shown(Object... keys) {
        return Keys.SHOWN.of(with(keys), 10).stream().map(Keys.Shown::key).toList();
    }

    @Test
    void keys_are_shown_as_they_say() {
        assertThat(shown("ann", 7, List.of("ann", 7))).containsExactly("ann", "7", "[ann, 7]");
        assertThat(Keys.SHOWN.of(with("ann"), 10)).containsExactly(new Keys.Shown("ann", "held"));
    }

    @Test
    void or_not_at_all() {
        assertThat(Keys.HIDDEN.of(with("ann"), 10)).isEmpty();
    }

    @Test
    void a_long_one_is_cut_between_two_characters() {
        assertThat(shown("x".repeat(60))).containsExactly("x".repeat(60));
        assertThat(shown("x".repeat(61))).containsExactly("x".repeat(60) + "…");
        assertThat(shown("\uD83D\uDE00".repeat(100))).containsExactly("\uD83D\uDE00".repeat(60) + "…");
    }

    @Test
    void what_would_break_hide_or_turn_the_text_around_it_is_replaced() {
        assertThat(shown("a\nb", "a\u0000b", "a\u202Eb", "a\u200Bb", "a\u2028b", "a\uD83Db"))
                .containsOnly("a\uFFFDb");
    }

    @Test
    void one_that_cannot_say_what_it_is_does_not_hide_the_others() {
        assertThat(shown(new Broken(), "ann")).containsExactly("a Broken that cannot be shown", "ann");
    }

    @Test
    void a_policy_that_fails_to_tell_has_none() {
        Policy failing = new Policy() {
            @Override
            public Admission admit(Call call) {
                return Pass.FREE;
            }

            @Override
            public List<BusyKey> busyKeys(int most) {
                throw new IllegalStateException();
            }
        };
        assertThat(Keys.SHOWN.of(failing, 10)).isEmpty();
    }
}

package io.selvedge.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.runtime.policy.BadDefinition;
import org.junit.jupiter.api.Test;

class PaginatedConfigTest {
    @Test
    void takes_what_makes_sense() {
        assertThat(new PaginatedConfig(0, 1, 1).itemsAllowed()).isOne();
        assertThat(new PaginatedConfig(0, -1, -1).itemsAllowed()).isEqualTo(Long.MAX_VALUE);
        assertThat(new PaginatedConfig(0, -1, -1).exhausted(Long.MAX_VALUE, Long.MAX_VALUE))
                .isFalse();
    }

    @Test
    void names_all_that_is_wrong_at_once() {
        assertThatThrownBy(() -> new PaginatedConfig(-1, 0, -2))
                .isInstanceOfSatisfying(
                        BadDefinition.class,
                        bad -> assertThat(bad.problems())
                                .containsExactly(
                                        "@Paginated(prefetch = -1): prefetch must not be negative. Write how many pages to fetch ahead, or 0 to fetch each when it is needed.",
                                        "@Paginated(maxPages = 0): maxPages must be at least 1, or -1 for no end. Write how many pages may be read, or leave it out.",
                                        "@Paginated(maxItems = -2): maxItems must be at least 1, or -1 for no end. Write how many items may be given, or leave it out."));
    }
}

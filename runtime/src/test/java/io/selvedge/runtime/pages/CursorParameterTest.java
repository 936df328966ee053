package io.selvedge.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CursorParameterTest {
    @Test
    void takes_what_the_parameter_takes_and_widens_whole_numbers_as_java_would() {
        assertThat(fit(Long.class, 5L)).isEqualTo(5L);
        assertThat(fit(Long.class, 5)).isEqualTo(5L);
        assertThat(fit(Long.class, (short) 5)).isEqualTo(5L);
        assertThat(fit(Integer.class, (byte) 5)).isEqualTo(5);
        assertThat(fit(Object.class, "x")).isEqualTo("x");
        assertThat(fit(Comparable.class, "x")).isEqualTo("x");
    }

    @Test
    void takes_nothing_else() {
        assertThat(fit(Integer.class, 5L)).isNull();
        assertThat(fit(Long.class, 5.0)).isNull();
        assertThat(fit(String.class, 5)).isNull();
    }

    @Test
    void puts_the_cursor_among_a_copy_of_the_arguments() {
        Object[] arguments = {"ada", 0, true};

        assertThat(new CursorParameter(1, Integer.class).in(arguments, 7)).containsExactly("ada", 7, true);
        assertThat(arguments).containsExactly("ada", 0, true);
    }

    private static Object fit(Class<?> type, Object cursor) {
        return new CursorParameter(0, type).fit(cursor);
    }
}

package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Methods of every shape run through pages: each is given its own arguments again, but for the cursor. */
class PagedShapesTest {
    private final PagedShapes shapes = new PagedShapes();

    @Test
    void private_static_final_generic_and_default() {
        assertThat(shapes.only(0)).containsExactly("only0", "only1", "only2");
        assertThat(shapes.callsPrivate()).containsExactly("private0", "private1", "private2");
        assertThat(PagedShapes.ofClass(1, "static")).containsExactly("static1", "static2");
        assertThat(shapes.generic(List.of('a', 'b', 'c'), 0)).containsExactly('a', 'b', 'c');
        assertThat(shapes.ofInterface(0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void eight_parameters_of_all_kinds() {
        assertThat(shapes.wide(1, 2.5, true, 'x', new String[] {"y"}, 1, 0.5f, (byte) 7))
                .containsExactly("12.5truexy0.571", "12.5truexy0.572");
    }

    @Test
    void many_at_once_do_not_mix_their_arguments() {
        List<String> read = Stream.of("a", "b", "c", "d")
                .parallel()
                .flatMap(text -> PagedShapes.ofClass(0, text).stream())
                .toList();

        assertThat(read).containsExactly("a0", "a1", "a2", "b0", "b1", "b2", "c0", "c1", "c2", "d0", "d1", "d2");
    }
}

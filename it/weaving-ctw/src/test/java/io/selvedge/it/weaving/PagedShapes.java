package io.selvedge.it.weaving;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Paginated;
import io.selvedge.values.Page;
import java.util.List;

/** Paginated methods of every shape: three pages, 0 to 2, of one text each. */
class PagedShapes implements PagedDefault {
    private static Page<String> page(String text, int number) {
        List<String> items = List.of(text + number);
        return number == 2 ? Page.last(items) : Page.of(items, number + 1);
    }

    @Paginated
    Page<String> only(@Cursor int number) {
        return page("only", number);
    }

    @Paginated
    private Page<String> hidden(String text, @Cursor int number) {
        return page(text, number);
    }

    Page<String> callsPrivate() {
        return hidden("private", 0);
    }

    @Paginated
    static Page<String> ofClass(@Cursor int number, String text) {
        return page(text, number);
    }

    @Paginated
    final <T> Page<T> generic(List<T> all, @Cursor int at) {
        List<T> items = all.subList(at, at + 1);
        return at + 1 == all.size() ? Page.last(items) : Page.of(items, at + 1);
    }

    @Paginated
    Page<String> wide(long a, double b, boolean c, char d, String[] e, @Cursor int number, float f, byte... g) {
        return page("" + a + b + c + d + e[0] + f + g[0], number);
    }
}

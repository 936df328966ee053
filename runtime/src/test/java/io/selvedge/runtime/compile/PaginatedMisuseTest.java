package io.selvedge.runtime.compile;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Paginated;
import io.selvedge.values.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PaginatedMisuseTest {
    @SuppressWarnings("unused")
    static class Pages {
        @Paginated
        Page<String> noCursor(String user) {
            return Page.last(List.of());
        }

        @Paginated
        Page<String> twoCursors(@Cursor int year, @Cursor int month) {
            return Page.last(List.of());
        }

        @Paginated
        List<String> noPage(@Cursor int start) {
            return List.of();
        }

        @Paginated
        CompletableFuture<Page<String>> stage(@Cursor int start) {
            return CompletableFuture.completedFuture(Page.last(List.of()));
        }

        @Paginated(prefetch = -1, maxPages = 0, maxItems = -2)
        void allAtOnce() {}

        @Paginated
        synchronized Page<String> locked(@Cursor int start) {
            return Page.last(List.of());
        }

        @Paginated
        Page<String> nine(@Cursor int a, int b, int c, int d, int e, int f, int g, int h, int i) {
            return Page.last(List.of());
        }
    }

    @Test
    void refusesWhatCannotRunThroughPages() {
        Golden.misuses("pages", StandardRooms.compiler(), Pages.class);
    }
}

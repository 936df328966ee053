package io.selvedge.runtime.pages;

import io.selvedge.failures.PageException;
import io.selvedge.values.Page;
import org.jspecify.annotations.Nullable;

/**
 * Where a run through pages stands: at which cursor the next page begins, and whether there is one.
 *
 * <p>Used by one thread at a time: by whoever fetches, or, while nobody does, by the reader.
 */
final class Course {
    /** The same exception may be thrown over and over; notes on it must not pile up. */
    private static final int NOTES = 8;

    private final String method;
    private final CursorParameter parameter;
    private final PaginatedConfig bounds;
    private final Trail trail = new Trail();
    private @Nullable Object cursor;
    private long pages;
    private long items;
    private boolean more = true;

    Course(String method, CursorParameter parameter, PaginatedConfig bounds, @Nullable Object start) {
        this.method = method;
        this.parameter = parameter;
        this.bounds = bounds;
        this.cursor = start;
        trail.comesAgain(start);
    }

    /** The same course, not begun, with other bounds. */
    Course within(PaginatedConfig others) {
        return new Course(method, parameter, others, cursor);
    }

    /** Where the next page begins. */
    @Nullable Object cursor() {
        return cursor;
    }

    /** Whether there is another page, as far as bounds allow and cursors lead. */
    boolean more() {
        return more;
    }

    /**
     * The page at the cursor is here: goes on to the next.
     *
     * @return why cursors lead no further, if that is not how it should be
     */
    @Nullable PageException passed(Page<?> page) {
        pages++;
        items += page.items().size();
        more = false;
        Object next = page.nextCursor().orElse(null);
        return next == null || bounds.exhausted(pages, items) ? null : goTo(next);
    }

    private @Nullable PageException goTo(Object next) {
        Object fitting = parameter.fit(next);
        if (fitting == null) {
            return new PageException(method, "wrong_cursor", next);
        }
        if (trail.comesAgain(fitting)) {
            return new PageException(method, "repeated_cursor", fitting);
        }
        cursor = fitting;
        more = true;
        return null;
    }

    /** The page at the cursor could not be had: leaves a note where. */
    void failed(Throwable failure) {
        if (!(failure instanceof PageException) && failure.getSuppressed().length < NOTES) {
            failure.addSuppressed(new PageException(method, "failed", cursor));
        }
    }
}

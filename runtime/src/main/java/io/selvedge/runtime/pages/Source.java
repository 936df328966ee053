package io.selvedge.runtime.pages;

import java.util.function.Supplier;

/**
 * All that a run through the pages of one call needs.
 *
 * @param fetcher fetches without a deadline
 * @param courses makes a course that begins where the call does
 */
record Source<T>(Fetcher<T> fetcher, Supplier<Course> courses, PaginatedConfig config, Surroundings surroundings) {

    /** The same, as far as the first page. */
    Source<T> firstPage() {
        PaginatedConfig one = new PaginatedConfig(0, 1, PaginatedConfig.NO_END);
        return new Source<>(fetcher, () -> courses.get().within(one), one, surroundings);
    }
}

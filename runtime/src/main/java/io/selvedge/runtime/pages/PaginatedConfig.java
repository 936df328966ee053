package io.selvedge.runtime.pages;

import io.selvedge.annotations.Paginated;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Problems;

/**
 * The settings of a method that runs through pages.
 *
 * @param prefetch how many pages are fetched ahead, at least 0
 * @param maxPages how many pages are read at most, at least 1, or {@link #NO_END}
 * @param maxItems how many items are given at most, at least 1, or {@link #NO_END}
 */
public record PaginatedConfig(int prefetch, int maxPages, long maxItems) {

    /** No bound. */
    public static final int NO_END = -1;

    /**
     * Checks the settings.
     *
     * @throws BadDefinition with everything that is wrong
     */
    public PaginatedConfig {
        new Problems("Paginated")
                .require(
                        prefetch >= 0,
                        "prefetch",
                        prefetch,
                        "must not be negative",
                        "Write how many pages to fetch ahead, or 0 to fetch each when it is needed")
                .require(
                        maxPages >= 1 || maxPages == NO_END,
                        "maxPages",
                        maxPages,
                        "must be at least 1, or -1 for no end",
                        "Write how many pages may be read, or leave it out")
                .require(
                        maxItems >= 1 || maxItems == NO_END,
                        "maxItems",
                        maxItems,
                        "must be at least 1, or -1 for no end",
                        "Write how many items may be given, or leave it out")
                .check();
    }

    static PaginatedConfig from(Paginated annotation) {
        return new PaginatedConfig(annotation.prefetch(), annotation.maxPages(), annotation.maxItems());
    }

    /** Whether that many pages with that many items are all that may be read. */
    boolean exhausted(long pages, long items) {
        return (maxPages != NO_END && pages >= maxPages) || (maxItems != NO_END && items >= maxItems);
    }

    /** How many items may be given, as a number to count down from. */
    long itemsAllowed() {
        return maxItems == NO_END ? Long.MAX_VALUE : maxItems;
    }
}

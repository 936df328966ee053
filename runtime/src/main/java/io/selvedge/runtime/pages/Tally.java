package io.selvedge.runtime.pages;

import io.selvedge.runtime.policy.Reading;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts pages and items of one method. Thread-safe. */
final class Tally {
    private final LongAdder pagesFetched = new LongAdder();
    private final LongAdder pagesRead = new LongAdder();
    private final LongAdder itemsRead = new LongAdder();

    void fetched() {
        pagesFetched.increment();
    }

    void read(int items) {
        pagesRead.increment();
        itemsRead.add(items);
    }

    List<Reading> readings() {
        return List.of(
                Reading.counter(
                        "pages.fetched", "pages", "Pages that were fetched, ahead or when needed", pagesFetched::sum),
                Reading.counter("pages.read", "pages", "Pages that were handed to whoever reads them", pagesRead::sum),
                Reading.counter("items.read", "items", "Items on the pages that were read", itemsRead::sum));
    }
}

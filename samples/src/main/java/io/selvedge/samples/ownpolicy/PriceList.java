package io.selvedge.samples.ownpolicy;

import io.selvedge.annotations.Retry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Prices from far away: each third question fails. Thread-safe. */
public class PriceList {
    private final AtomicInteger questions = new AtomicInteger();

    /** The price in cents. */
    @Cached("10s")
    @Retry
    public int price(String article) throws IOException {
        if (questions.incrementAndGet() % 3 == 0) {
            throw new IOException("The price list does not answer.");
        }
        return 100 * article.length();
    }

    /** How often the price list was really asked. */
    public int questions() {
        return questions.get();
    }
}

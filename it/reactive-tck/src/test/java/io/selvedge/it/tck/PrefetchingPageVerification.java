package io.selvedge.it.tck;

import io.selvedge.values.Page;

/** A page that runs on, two of them fetched ahead. */
public final class PrefetchingPageVerification extends Verification {
    @Override
    Page<Long> numbers(long count) {
        return new Numbers().aheadUpTo(count, 0);
    }
}

package io.selvedge.it.tck;

import io.selvedge.values.Page;

/** A page that runs on, each fetched when it is needed. */
public final class WovenPageVerification extends Verification {
    @Override
    Page<Long> numbers(long count) {
        return new Numbers().upTo(count, 0);
    }
}

package io.selvedge.it.tck;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.Retry;
import io.selvedge.values.Page;
import java.util.List;
import java.util.stream.LongStream;

/** Whole numbers from 0 on, in pages of three. Woven. */
final class Numbers {
    private static final int SIZE = 3;

    @Paginated
    @Retry
    Page<Long> upTo(long end, @Cursor long start) {
        return page(end, start);
    }

    @Paginated(prefetch = 2)
    @Retry
    Page<Long> aheadUpTo(long end, @Cursor long start) {
        return page(end, start);
    }

    static Page<Long> page(long end, long start) {
        long next = end - start > SIZE ? start + SIZE : end;
        List<Long> numbers = LongStream.range(start, next).boxed().toList();
        return next == end ? Page.last(numbers) : Page.of(numbers, next);
    }
}

package io.selvedge.it.tck;

import io.selvedge.values.Page;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A single page, as a method's body makes it. */
public final class PlainPageVerification extends Verification {
    private static final long MOST = 1000;

    @Override
    Page<Long> numbers(long count) {
        return Page.last(LongStream.range(0, count).boxed().toList());
    }

    /** It holds its items. */
    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    /** Nothing can fail it. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
        return null;
    }
}

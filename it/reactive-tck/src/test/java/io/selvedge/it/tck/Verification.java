package io.selvedge.it.tck;

import io.selvedge.values.Page;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The TCK on one kind of page. */
abstract class Verification extends FlowPublisherVerification<Long> {
    private static final long TIMEOUT_MILLIS = 500;
    private static final long NO_SIGNAL_MILLIS = 50;

    Verification() {
        super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNAL_MILLIS));
    }

    /** A page of that many numbers, or the first of several. */
    abstract Page<Long> numbers(long count);

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long count) {
        return numbers(count).publisher();
    }

    /** A page that was closed fails whoever subscribes. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
        Page<Long> closed = numbers(1);
        closed.close();
        return closed.publisher();
    }
}

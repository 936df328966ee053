package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Rest.Errand;
import org.jspecify.annotations.Nullable;

/** One child of a lazy fan-out. Its end is told by the thread that ended it and read by the one that consumes. */
final class LazyRun {
    private final int elements;
    private volatile @Nullable Errand errand;
    private @Nullable Object value;
    private @Nullable Throwable failure;
    private volatile boolean ended;

    LazyRun(int elements) {
        this.elements = elements;
    }

    void began(Errand begun) {
        errand = begun;
    }

    void end(@Nullable Object result, @Nullable Throwable thrown) {
        value = result;
        failure = thrown;
        ended = true;
    }

    void cancel() {
        Errand begun = errand;
        if (begun != null && !ended) {
            begun.cancel();
        }
    }

    int elements() {
        return elements;
    }

    boolean ended() {
        return ended;
    }

    boolean failed() {
        return ended && failure != null;
    }

    @Nullable Object value() {
        return value;
    }

    @Nullable Throwable failure() {
        return failure;
    }
}

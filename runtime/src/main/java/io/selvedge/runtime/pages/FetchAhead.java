package io.selvedge.runtime.pages;

import io.selvedge.runtime.policy.Rest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A fetch on another thread, which may be cancelled before it is known what to cancel. Thread-safe. */
final class FetchAhead implements Fetch {
    private static final Rest.Errand CANCELLED = () -> {};

    private final AtomicReference<Rest.@Nullable Errand> errand = new AtomicReference<>();

    /** It is under way as this. */
    void started(Rest.Errand under) {
        if (!errand.compareAndSet(null, under)) {
            under.cancel();
        }
    }

    @Override
    public void cancel() {
        Rest.Errand under = errand.getAndSet(CANCELLED);
        if (under != null) {
            under.cancel();
        }
    }
}

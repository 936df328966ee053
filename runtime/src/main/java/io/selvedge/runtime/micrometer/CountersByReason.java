package io.selvedge.runtime.micrometer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A counter for each reason, so many reasons at most; all others count as {@value #OTHER}.
 *
 * <p>Reasons should come from a fixed set, but policies of users' own name theirs freely, and a tag value that is made
 * up for each call would fill every registry and the monitoring behind it.
 *
 * <p>Thread-safe. A known reason costs one look-up and no allocation.
 */
final class CountersByReason {
    static final int MOST = 32;
    static final String OTHER = "other";
    private static final String NONE = "none";

    private final Function<String, CounterHandle> maker;
    private final ConcurrentHashMap<String, CounterHandle> counters = new ConcurrentHashMap<>();
    private final AtomicInteger room = new AtomicInteger(MOST);
    private final CounterHandle other;

    /** @param maker makes the counter of a reason; registers nothing yet */
    CountersByReason(Function<String, CounterHandle> maker) {
        this.maker = maker;
        this.other = maker.apply(OTHER);
    }

    /** @param reason nothing and {@code null}, which code without null checks may hand over, count as "none" */
    void count(@Nullable String reason) {
        String tag = reason == null || reason.isEmpty() ? NONE : reason;
        CounterHandle known = counters.get(tag);
        (known == null ? learn(tag) : known).count();
    }

    private CounterHandle learn(String tag) {
        CounterHandle made = room.get() > 0 ? counters.computeIfAbsent(tag, this::makeIfRoom) : null;
        return made == null ? other : made;
    }

    /** Asked at most once at a time for each reason, so no place is lost to a race for one. */
    private @Nullable CounterHandle makeIfRoom(String tag) {
        return room.getAndDecrement() > 0 ? maker.apply(tag) : null;
    }
}

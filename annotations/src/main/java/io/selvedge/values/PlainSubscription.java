package io.selvedge.values;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives items that are there already to one subscriber, on the thread that asks for them.
 *
 * <p>Thread-safe: whoever raises {@code wanted} from nothing gives, everybody else only raises it.
 */
final class PlainSubscription<T> implements Flow.Subscription {
    private final Iterator<T> items;
    private final AtomicLong wanted = new AtomicLong();
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;
    private volatile boolean misused;

    PlainSubscription(Iterator<T> items, Flow.Subscriber<? super T> subscriber) {
        this.items = items;
        this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
    }

    void begin() {
        wanted.set(1); // Nobody gives before the subscriber has taken the subscription.
        Objects.requireNonNull(subscriber).onSubscribe(this);
        give(1);
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            misused = true;
        }
        if (wanted.getAndAccumulate(Math.max(n, 1), PlainSubscription::sum) == 0) {
            give(0);
        }
    }

    private static long sum(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    @Override
    public void cancel() {
        subscriber = null; // Not to be held any longer.
    }

    /**
     * Gives what is wanted.
     *
     * @param settled how much of that nobody has asked for
     */
    private void give(long settled) {
        long given = settled;
        long want = wanted.get();
        while (want != 0) {
            given = giveUpTo(want, given);
            want = wanted.get();
            if (given >= want) {
                want = wanted.addAndGet(-given);
                given = 0;
            }
        }
    }

    private long giveUpTo(long want, long already) {
        long given = already;
        for (; ; given++) {
            Flow.Subscriber<? super T> to = subscriber;
            if (to == null || ended(to) || given >= want) {
                return to == null ? want : given;
            }
            to.onNext(items.next());
        }
    }

    private boolean ended(Flow.Subscriber<? super T> to) {
        if (misused) {
            cancel();
            to.onError(
                    new IllegalArgumentException("A subscriber asked for no item, or for less than none (rule 3.9)."));
        } else if (!items.hasNext()) {
            cancel();
            to.onComplete();
        }
        return subscriber == null;
    }
}

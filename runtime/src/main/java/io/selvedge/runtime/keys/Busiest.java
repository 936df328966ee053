package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.BusyKey;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Finds the busiest of any number of keys, and remembers no more than it is to tell.
 *
 * <p>Not thread-safe.
 *
 * @param <T> what stands behind a key
 */
public final class Busiest<T> {
    private record Found<T>(Object key, T behind, long load) {}

    private final int most;
    private final PriorityQueue<Found<T>> found = new PriorityQueue<>(Comparator.comparingLong(Found::load));

    /** @param most how many are wanted, above 0 */
    public Busiest(int most) {
        this.most = most;
    }

    /** Looks at one more; a load of 0 means idle. */
    public void see(Object key, T behind, long load) {
        if (load <= 0 || (found.size() == most && found.element().load() >= load)) {
            return;
        }
        if (found.size() == most) {
            found.remove();
        }
        found.add(new Found<>(key, behind, load));
    }

    /** The busiest first; what they do is asked only now. */
    public List<BusyKey> told(Function<? super T, String> doing) {
        return found.stream()
                .sorted(Comparator.comparingLong((Found<T> one) -> one.load()).reversed())
                .map(one -> new BusyKey(one.key(), one.load(), doing.apply(one.behind())))
                .toList();
    }
}

package io.selvedge.samples.tasks.trouble;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What came to one address of the API since its script began, as the API saw it.
 *
 * <p>Thread-safe; each question looks at what has come so far.
 */
public final class Traffic {
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    void note(Arrival arrival) {
        arrivals.add(arrival);
    }

    public int requests() {
        return arrivals.size();
    }

    /** How many were answered with that status. */
    public int answered(int status) {
        return (int) arrivals.stream()
                .filter(arrival -> arrival.reply().status() == status)
                .count();
    }

    /** The notifications that were taken, though the word of it may have come too late. */
    public Set<String> taken() {
        return arrivals.stream()
                .filter(arrival -> arrival.reply().status() == Reply.TAKEN.status())
                .map(Arrival::key)
                .collect(toSet());
    }

    /** How long after the beginning of the script the first request came. */
    public long firstNanos() {
        return arrivals.stream().mapToLong(Arrival::nanos).min().orElse(0);
    }

    /** How long after the beginning of the script the last request came. */
    public long lastNanos() {
        return arrivals.stream().mapToLong(Arrival::nanos).max().orElse(0);
    }

    /** Only the requests that were not the first for their notification. */
    public Traffic retries() {
        Traffic retries = new Traffic();
        byKey().values().forEach(tries -> tries.stream().skip(1).forEach(retries::note));
        return retries;
    }

    /** How many came in each stretch of time, from the beginning of the script on. */
    public int[] perBucket(int bucketMillis, int buckets) {
        int[] counts = new int[buckets];
        for (Arrival arrival : arrivals) {
            long bucket = TimeUnit.NANOSECONDS.toMillis(arrival.nanos()) / bucketMillis;
            if (bucket < buckets) {
                counts[(int) bucket]++;
            }
        }
        return counts;
    }

    /** The times between one request and the next, in nanoseconds, shortest first. */
    public long[] gaps() {
        long[] times = arrivals.stream().mapToLong(Arrival::nanos).sorted().toArray();
        return IntStream.range(1, times.length)
                .mapToLong(i -> times[i] - times[i - 1])
                .sorted()
                .toArray();
    }

    /** The requests for each notification, in the order in which they came. */
    public Map<String, List<Arrival>> byKey() {
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::nanos))
                .collect(groupingBy(Arrival::key));
    }

    /** How many came back before the time that a 429 had told them. */
    public int cameTooEarly() {
        return byKey().values().stream().mapToInt(Traffic::tooEarly).sum();
    }

    private static int tooEarly(List<Arrival> ofOneKey) {
        return (int) IntStream.range(1, ofOneKey.size())
                .filter(i -> {
                    Arrival before = ofOneKey.get(i - 1);
                    long told = TimeUnit.SECONDS.toNanos(before.reply().retryAfterSeconds());
                    return ofOneKey.get(i).nanos() - before.nanos() < told;
                })
                .count();
    }
}

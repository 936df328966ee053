package io.selvedge.testkit;

import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.time.Alarm;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Alarms in the order of their moments; for the same moment, in the order in which they were armed.
 *
 * <p>Not thread-safe.
 */
final class Agenda {
    private record Entry(Alarm alarm, long atNanos, long number) {
        @Override
        public String toString() {
            return alarm + " at " + DurationText.of(atNanos);
        }
    }

    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparingLong(Entry::atNanos).thenComparingLong(Entry::number));
    private final IdentityHashMap<Alarm, Entry> byAlarm = new IdentityHashMap<>();
    private long added;

    void add(Alarm alarm, long atNanos) {
        if (byAlarm.containsKey(alarm)) {
            throw new IllegalStateException("The alarm is armed already: " + alarm);
        }
        Entry entry = new Entry(alarm, atNanos, added++);
        byAlarm.put(alarm, entry);
        entries.add(entry);
    }

    boolean remove(Alarm alarm) {
        Entry entry = byAlarm.remove(alarm);
        return entry != null && entries.remove(entry);
    }

    /** When the next alarm rings, {@link Long#MAX_VALUE} if none ever does. */
    long earliest() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.first().atNanos();
    }

    /** Takes out the next alarm if it rings at that moment or before. */
    @Nullable Alarm pollUntil(long atNanos) {
        if (entries.isEmpty() || earliest() > atNanos) {
            return null;
        }
        Alarm first = entries.first().alarm();
        remove(first);
        return first;
    }

    int size() {
        return entries.size();
    }

    @Override
    public String toString() {
        return entries.stream().map(entry -> "\n  " + entry).collect(Collectors.joining());
    }
}

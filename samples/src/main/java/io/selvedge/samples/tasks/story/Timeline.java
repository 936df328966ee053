package io.selvedge.samples.tasks.story;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * States over time, a character each 50 ms, looked up by a thread of its own until it is closed.
 *
 * <p>Thread-safe.
 */
final class Timeline implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(Chart.BUCKET_MILLIS);

    private final Supplier<Character> state;
    private final Queue<Character> seen = new ConcurrentLinkedQueue<>();
    private final Thread watcher = new Thread(this::watch, "timeline");

    private Timeline(Supplier<Character> state) {
        this.state = state;
    }

    static Timeline of(Supplier<Character> state) {
        Timeline timeline = new Timeline(state);
        timeline.watcher.setDaemon(true);
        timeline.watcher.start();
        return timeline;
    }

    /** What has been seen so far, the oldest first. */
    String seen() {
        return seen.stream().map(String::valueOf).collect(joining());
    }

    private void watch() {
        long next = System.nanoTime();
        try {
            while (true) {
                seen.add(state.get());
                next += STEP.toNanos();
                Thread.sleep(
                        Duration.ofNanos(Math.max(0, next - System.nanoTime())).toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}

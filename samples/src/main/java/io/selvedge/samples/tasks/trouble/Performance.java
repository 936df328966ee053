package io.selvedge.samples.tasks.trouble;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A script being played, from its beginning on, with a note of each request that came.
 *
 * <p>Thread-safe.
 */
final class Performance {
    private final TroubleScript script;
    private final long began = System.nanoTime();
    private final AtomicInteger requests = new AtomicInteger();
    private final Traffic traffic = new Traffic();

    Performance(TroubleScript script) {
        this.script = script;
    }

    Reply reply(String key) {
        long nanos = System.nanoTime() - began;
        Reply reply = script.reply(requests.getAndIncrement(), TimeUnit.NANOSECONDS.toMillis(nanos));
        traffic.note(new Arrival(key, nanos, reply));
        return reply;
    }

    Traffic traffic() {
        return traffic;
    }
}

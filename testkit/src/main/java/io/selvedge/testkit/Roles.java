package io.selvedge.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Named threads that play a scene together, without sleeping: they wait for named moments that others announce.
 *
 * <p>Use it in a {@code try} with resources. Its end waits for all roles and fails if one failed, or if one has not come
 * to its end after 30 seconds.
 *
 * <p>Roles are started and ended by one thread; moments may be announced and awaited by all.
 */
public final class Roles implements AutoCloseable {
    /** What a role does. */
    @FunctionalInterface
    public interface Part {
        void play() throws Exception;
    }

    private static final long REAL_LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final long realLimitMillis;
    private final Map<String, Thread> threads = new LinkedHashMap<>();
    private final Map<String, CountDownLatch> moments = new ConcurrentHashMap<>();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    public Roles() {
        this(REAL_LIMIT_MILLIS);
    }

    /** Waits so long for each role and each moment: for those that have much to do. */
    public Roles(Duration realLimit) {
        this(realLimit.toMillis());
    }

    Roles(long realLimitMillis) {
        this.realLimitMillis = realLimitMillis;
    }

    /** Starts a role on a thread of its own, which is returned and carries the role's name. */
    public Thread start(String role, Part part) {
        Thread thread = new Thread(() -> play(role, part), role);
        if (threads.putIfAbsent(role, thread) != null) {
            throw new IllegalArgumentException("There is a role of that name already: " + role);
        }
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Lets those go who await this moment, now and later. */
    public void announce(String moment) {
        latch(moment).countDown();
    }

    /** Waits for {@link #announce}. */
    public void await(String moment) throws InterruptedException {
        if (!latch(moment).await(realLimitMillis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Nobody announced: " + moment);
        }
    }

    /** Waits for the end of one role; failures are told by {@link #close}. */
    public void join(String role) throws InterruptedException {
        Thread thread = threads.get(role);
        if (thread == null) {
            throw new IllegalArgumentException("There is no role of that name: " + role);
        }
        thread.join(realLimitMillis);
        if (thread.isAlive()) {
            AssertionError stuck = new AssertionError(role + " did not come to its end; this is where it is");
            stuck.setStackTrace(thread.getStackTrace());
            failures.put(role, stuck);
            thread.interrupt();
        }
    }

    /** @throws AssertionError that carries what the roles threw */
    @Override
    public void close() {
        try {
            for (String role : threads.keySet()) {
                join(role);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted before all roles had come to their end", e);
        }
        if (!failures.isEmpty()) {
            AssertionError failed = new AssertionError("Failed: " + failures);
            failures.values().forEach(failed::addSuppressed);
            throw failed;
        }
    }

    private void play(String role, Part part) {
        try {
            part.play();
        } catch (Throwable e) {
            failures.putIfAbsent(role, e);
        }
    }

    private CountDownLatch latch(String moment) {
        return moments.computeIfAbsent(moment, name -> new CountDownLatch(1));
    }
}

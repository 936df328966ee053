package io.selvedge.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** The methods that are guarded: next to nothing, so that what is measured is the guard. */
public final class Work {
    public static final Object DONE = "done";

    private static final int KEYS = 100_000;
    private static final String[] KEY = new String[KEYS];

    static {
        for (int i = 0; i < KEYS; i++) {
            KEY[i] = "user-" + i;
        }
    }

    private final CompletableFuture<Object> stage = CompletableFuture.completedFuture(DONE);
    private final CountDownLatch occupied = new CountDownLatch(1);
    private final CountDownLatch forEver = new CountDownLatch(1);
    private volatile CompletableFuture<Object> pending = stage;
    private Object value = DONE;
    private int calls;
    private int turn;

    /** Thrown by work that fails. Costs nothing to make, so that its handling is what is measured. */
    public static final class Flaw extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final Flaw INSTANCE = new Flaw();

        private Flaw() {
            super("flaw", null, false, false);
        }
    }

    public Object run() {
        return value;
    }

    public CompletableFuture<Object> stage() {
        return stage;
    }

    /** The stage that {@link #later} completes. */
    public CompletableFuture<Object> pending() {
        return pending;
    }

    public Object failTwice() {
        if (++calls % 3 != 0) {
            throw Flaw.INSTANCE;
        }
        return value;
    }

    public Object fail() {
        throw Flaw.INSTANCE;
    }

    /** Stays inside for ever. */
    public Object stay() {
        occupied.countDown();
        try {
            forEver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return value;
    }

    /** Another key each time, all of them in turn. */
    public String nextKey() {
        int next = turn;
        turn = next + 1 == KEYS ? 0 : next + 1;
        return KEY[next];
    }

    /** Has a thread call that, which must end in {@link #stay()}, and waits until it is there. */
    public void occupy(Call stay) throws InterruptedException {
        Thread thread = new Thread(() -> outcome(stay), "occupant");
        thread.setDaemon(true);
        thread.start();
        occupied.await();
    }

    /** Calls until that is refused, so often at most. */
    public static void exhaust(Call call, int times) {
        for (int i = 0; i < times; i++) {
            outcome(call);
        }
    }

    /** That call of {@link #stage()}, waited for where it has gone to another thread. */
    public static Call joined(Callable<? extends CompletionStage<Object>> guarded) {
        return () -> {
            CompletableFuture<Object> result = guarded.call().toCompletableFuture();
            result.join();
            return result;
        };
    }

    /** That call of {@link #pending()}, whose stage is completed only when the call has returned. */
    public Call later(Callable<? extends CompletionStage<Object>> guarded) {
        return () -> {
            CompletableFuture<Object> mine = new CompletableFuture<>();
            pending = mine;
            CompletableFuture<Object> result = guarded.call().toCompletableFuture();
            mine.complete(DONE);
            result.join();
            return result;
        };
    }

    /** What the call returns or throws. */
    public static Object outcome(Call call) {
        try {
            return call.call();
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** That call, of which the refusal is the result. */
    public static Call refused(Call call) {
        return () -> outcome(call);
    }
}

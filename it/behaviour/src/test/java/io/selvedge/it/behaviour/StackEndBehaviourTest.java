package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What a guarded call that finds no stack leaves to the next one on its thread: nothing. */
class StackEndBehaviourTest {
    private static final int ROUNDS = 40;
    /** Each that fails describes a stack of a thousand frames. */
    private static final int TRIES = 60;

    /** Digs to the end of the stack and makes a guarded call from each level on the way up. */
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    static class Digger {
        int calls;
        int tries;

        @Bulkhead(limit = 1_000_000)
        int other() {
            return 1;
        }

        /** Of policies all of whose tickets stand, and more of them than the other method has. */
        @Retry
        @Timeout("1h")
        int call() {
            return 2;
        }

        /** Each level that finds no stack for the call leaves it to the level above, until one has enough. */
        int down(int level) {
            try {
                return down(level + 1) + 1;
            } catch (StackOverflowError end) {
                int answer = call();
                calls++;
                return answer;
            }
        }

        /** As {@link #down}, but only the last levels call, whether or not there is stack enough. */
        int touch(int level) {
            try {
                return touch(level + 1) + 1;
            } catch (StackOverflowError end) {
                if (++tries > TRIES) {
                    return 0;
                }
                return call();
            }
        }

        /** Begins at slightly different depths, so that the stack ends at different places. */
        int offset(int levels, long pad) {
            if (levels == 0) {
                return down(0);
            }
            return levels % 2 == 0 ? offset(levels - 1, pad) + 1 : padded(levels, pad, pad) + 1;
        }

        int padding(int levels) {
            return levels == 0 ? touch(0) : padding(levels - 1) + 1;
        }

        private int padded(int levels, long a, long b) {
            return offset(levels - 1, a) + (int) (a - b);
        }
    }

    @SuppressWarnings("try") // the engine serves what is called
    @Test
    void the_next_call_on_the_frame_of_one_that_could_not_begin_is_like_any_other() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (Engine engine = Engine.start(EngineOptions.standard()).serve(Digger.class)) {
            Digger digger = bound();
            for (int round = 0; round < ROUNDS; round++) {
                int levels = round;
                onSmallStack(() -> dig(digger, levels, failures));
            }
            assertThat(failures).isEmpty();
            assertThat(digger.calls).as("calls near the end").isEqualTo(ROUNDS);
        }
    }

    /** Its classes are loaded here, and not where the stack ends, which may leave a lock of the JDK locked. */
    private static Digger bound() {
        Digger digger = new Digger();
        digger.other();
        digger.call();
        return digger;
    }

    private static void onSmallStack(Runnable work) throws InterruptedException {
        Thread thread = new Thread(null, work, "digger", 256 * 1024);
        thread.start();
        thread.join();
    }

    static class Other {
        @Retry
        int other() {
            return 3;
        }
    }

    /** With a time limit on all of it: a lock that is left locked stops whoever tidies up as well. */
    @SuppressWarnings("try") // the engine serves what is called
    @Test
    @org.junit.jupiter.api.Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_call_that_asks_for_its_plan_where_the_stack_ends_leaves_no_lock_behind() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (Engine engine = Engine.start(EngineOptions.standard()).serve(Digger.class)) {
            Digger digger = bound();
            for (int round = 0; round < ROUNDS; round++) {
                // An engine that comes and goes has all woven code ask for its plans anew.
                Engine.start(EngineOptions.standard()).serve(Other.class).close();
                int levels = round;
                onSmallStack(() -> digAgain(digger, levels, failures));
                CompletableFuture<Engine> served = new CompletableFuture<>();
                Thread asking = new Thread(() -> served.complete(Engine.serving(Digger.class)), "asking");
                asking.setDaemon(true);
                asking.start();
                assertThat(served).as("after round " + round).succeedsWithin(Duration.ofSeconds(30));
            }
            assertThat(failures).isEmpty();
        }
    }

    private static void digAgain(Digger digger, int levels, List<Throwable> failures) {
        try {
            digger.tries = 0;
            digger.padding(levels);
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private static void dig(Digger digger, int levels, List<Throwable> failures) {
        try {
            // The frame has served another method before.
            digger.other();
            digger.offset(levels, levels);
            assertThat(digger.call()).isEqualTo(2);
        } catch (Throwable e) {
            failures.add(e);
        }
    }
}

package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.MisuseException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One application with a mistake of every kind, and one without. */
class AllAtOnceTest {
    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", max = "1ms"))
    @Timeout("one second")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Remote {}

    interface TaskStore {
        @Retry
        Task find(long id);
    }

    record Task(long id) {}

    static class TaskService {
        @Fallback("cachd")
        @Retry(maxRetries = -3)
        @CircuitBreaker(failureRate = 50)
        @Timeout("0s")
        @Bulkhead(limit = 0)
        public Task find(long id) {
            return new Task(id);
        }

        Task cached(long id) {
            return new Task(id);
        }

        @Remote
        public void rename(long id, String name) {}

        @Remote
        @Bulkhead(name = "db", limit = 8)
        public void remove(long id) {}

        @Retry
        public synchronized int addPoints(@Key String user, int points) {
            return points;
        }
    }

    static class Notifications {
        @Remote
        void send(String message) {}

        @RateLimit(permits = 10, per = "1 s")
        @Serialized(queue = 0, maxWait = "1s")
        void flush() {}

        @Bulkhead(name = "db")
        void record(String message) {}
    }

    @Test
    void tellsEveryMistakeOfAllClassesInOneMessage() {
        Golden.misuses(
                "all-at-once", StandardRooms.compiler(), TaskStore.class, Notifications.class, TaskService.class);
    }

    static class SoundService {
        @Fallback("cached")
        @Retry(maxRetries = 3, backoff = @Backoff(initial = "100ms", max = "5s"), abortOn = IllegalStateException.class)
        @CircuitBreaker(name = "database")
        @RateLimit(permits = 100)
        @Timeout("500ms")
        @Serialized
        @Bulkhead(limit = 10)
        public Task find(@Key long id) throws IOException {
            return new Task(id);
        }

        private Task cached(long id) {
            return new Task(id);
        }

        @PolicyOrder({Timeout.class, Retry.class, CircuitBreaker.class})
        @CircuitBreaker
        @Retry
        @Timeout("3s")
        public Task load(long id) {
            return new Task(id);
        }
    }

    @Test
    void explainsAllPoliciesInTheirOrder() {
        PlanCompiler compiler = StandardRooms.compiler();
        StringBuilder all = new StringBuilder();
        compiler.guarded(SoundService.class)
                .forEach(method ->
                        all.append(compiler.explain(compiler.plan(method))).append('\n'));
        Golden.text("explanation-standard", all.toString());
    }

    @Test
    void tellsTheSameAgainInTheSameOrder() {
        assertThat(message()).isEqualTo(message());
    }

    private static String message() {
        try {
            StandardRooms.compiler().check(Set.of(TaskService.class, Notifications.class, TaskStore.class));
            return "";
        } catch (MisuseException told) {
            return told.getMessage();
        }
    }
}

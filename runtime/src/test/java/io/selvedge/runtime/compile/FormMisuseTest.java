package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.record.Recorder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FormMisuseTest {
    interface Port {
        @Retry
        @Timeout("1s")
        int load(long id);
    }

    abstract static class Half {
        @Retry
        protected abstract void absent();
    }

    static class Locked {
        @Bulkhead(limit = 2)
        synchronized void held() {}

        @Retry
        static synchronized void heldByAll() {}
    }

    @Retry(maxRetries = 1)
    static class LockedByClass {
        public synchronized void held() {}

        public void free() {}
    }

    static class Foreign {
        @Retry
        native int elsewhere();
    }

    static class OddStages {
        static class MyFuture<T> extends CompletableFuture<T> {}

        @Retry
        MyFuture<String> special() {
            return new MyFuture<>();
        }

        @Retry
        <T extends CompletionStage<String>> T anyOf(T stage) {
            return stage;
        }
    }

    @Test
    void refusesMethodsThatNoPolicyCanServe() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses(
                "forms",
                compiler,
                Port.class,
                Half.class,
                Locked.class,
                LockedByClass.class,
                Foreign.class,
                OddStages.class);
    }
}

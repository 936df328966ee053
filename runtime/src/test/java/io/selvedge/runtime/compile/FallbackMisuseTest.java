package io.selvedge.runtime.compile;

import io.selvedge.annotations.Fallback;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FallbackMisuseTest {
    @Fallback("cached")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Cached {}

    static class Above {
        private String hidden(long id) {
            return "";
        }
    }

    static class Fallbacks extends Above {
        @Fallback("")
        String empty(long id) {
            return "";
        }

        @Fallback("absent")
        String missing(long id) {
            return "";
        }

        @Fallback("itself")
        String itself(long id) {
            return "";
        }

        @Fallback("hidden")
        String outOfReach(long id) {
            return "";
        }

        @Fallback("candidate")
        static String ofStatic(long id) {
            return "";
        }

        @Fallback("candidate")
        Integer otherResult(long id) {
            return 1;
        }

        @Fallback("candidate")
        String otherParameters(String id) {
            return "";
        }

        @Fallback("candidate")
        CompletionStage<String> stage(long id) {
            return CompletableFuture.completedFuture("");
        }

        String candidate(long id) {
            return "";
        }

        void candidate(long id, Exception failure) {}

        String candidate(long id, String failure) {
            return "";
        }
    }

    @Fallback("instead")
    static class OnClass {
        public String fits() {
            return "";
        }

        public int doesNot() {
            return 1;
        }

        String instead() {
            return "";
        }
    }

    @Test
    void refusesWhatCannotAnswer() {
        Golden.misuses("fallback", StandardRooms.compiler(), Fallbacks.class, OnClass.class);
    }

    @Test
    void refusesAFallbackForLambdas() {
        Golden.misuse(
                "fallback-lambda",
                () -> StandardRooms.compiler().plan("partner", Cached.class, false, Brought.NOTHING));
    }
}

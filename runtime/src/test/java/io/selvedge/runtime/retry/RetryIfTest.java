package io.selvedge.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Retry;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryIfTest {
    private final SetClock clock = new SetClock();
    private final Guarded self = new Guarded();

    @Test
    void aResultThatIsNotGoodEnoughIsAskedForAgainAndReturnedWhenRetriesAreUsedUp() {
        Policy policy = open("poll");
        assertThat(policy.readsValue()).isTrue();
        Pass attempt = (Pass) policy.admit(call("poll"));
        assertThat(policy.settle(call("poll"), attempt, "done", null)).isSameAs(Verdict.keep());
        Verdict pending = policy.settle(call("poll"), attempt, "pending", null);
        assertThat(pending).isInstanceOf(Verdict.Again.class);
        Pass second = ((Verdict.Again) pending).pass();
        assertThat(policy.settle(call("poll"), second, "done", null)).isEqualTo(new Verdict.Keep("recovered"));
        assertThat(policy.settle(call("poll"), second, "pending", null)).isEqualTo(new Verdict.Keep("retries_used_up"));
    }

    @Test
    void nullIsAResultToAskAbout() {
        assertThat(settle("poll", null, null)).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void aPrimitiveResultIsAskedAboutBoxedOrNot() {
        assertThat(settle("count", 0, null)).isInstanceOf(Verdict.Again.class);
        assertThat(settle("count", 1, null)).isSameAs(Verdict.keep());
        assertThat(settle("boxed", 0, null)).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void aStageIsAskedAboutWhatItDelivers() {
        assertThat(settle("later", "pending", null)).isInstanceOf(Verdict.Again.class);
        assertThat(settle("later", "done", null)).isSameAs(Verdict.keep());
    }

    @Test
    void aStageMayDeliverNullWhereAPrimitiveIsAskedFor() {
        assertThat(settle("laterCount", null, null)).isSameAs(Verdict.keep());
        assertThat(settle("laterCount", 0, null)).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void aFailureTheListsWouldTryAgainIsForTheMethodToDecide() {
        assertThat(settle("read", null, new IOException("again"))).isInstanceOf(Verdict.Again.class);
        assertKept(settle("read", null, new IOException("no")));
        assertKept(settle("read", null, new Error("again")));
    }

    @Test
    void ofOverloadsTheMostSpecificThatTakesTheFailureIsAsked() {
        settle("read", null, new UncheckedIOException(new IOException()));
        settle("read", null, new CompletionException(new IOException("wrapped")));
        settle("read", null, new RuntimeException());
        assertThat(self.asked).containsExactly("UncheckedIOException", "IOException wrapped");
    }

    @Test
    void aFailureThatNoMethodTakesIsForTheLists() {
        assertThat(settle("read", null, new RuntimeException())).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void aMethodThatIsOnlyAskedAboutFailuresDoesNotReadValues() {
        assertThat(open("read").readsValue()).isFalse();
        assertThat(settle("read", "anything", null)).isSameAs(Verdict.keep());
    }

    @Test
    void whatTheMethodThrowsAboutAFailureIsAFootnoteToIt() {
        IOException failure = new IOException("throw");
        assertKept(settle("read", null, failure));
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessage("asked in vain");
    }

    @Test
    void itIsAFootnoteAlsoWhereTheFailureHasOneAlready() {
        IOException failure = new IOException("throw");
        failure.addSuppressed(new IOException("while closing"));
        assertKept(settle("read", null, failure));
        assertKept(settle("read", null, failure));
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure.getSuppressed()[1]).hasMessage("asked in vain");
    }

    @Test
    void aMethodMayThrowWhatItWasAskedAbout() {
        IOException failure = new IOException("rethrow");
        assertKept(settle("read", null, failure));
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void whatTheMethodThrowsAboutAResultLeaves() {
        assertThat(settle("poll", "throw", null)).isInstanceOfSatisfying(Verdict.Replace.class, other -> {
            assertThat(other.failure()).hasMessage("asked in vain");
            assertThat(other.value()).isNull();
            assertThat(other.reason()).isEqualTo("not_retryable");
        });
    }

    @Test
    void staticMethodsServeStaticAndOtherMethods() {
        assertThat(settle("fixed", "pending", null)).isInstanceOf(Verdict.Again.class);
        assertThat(settle("moving", "pending", null)).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void theMostSpecificMethodIsAskedAboutAResult() {
        assertThat(settle("either", "pending", null)).isInstanceOf(Verdict.Again.class);
        assertThat(self.asked).containsExactly("String");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            missing | @Retry(retryIf = "nowhere"): retryIf names no method of io.selvedge.runtime.retry.RetryIfTest$Guarded. Write "boolean nowhere(Exception failure)" or "boolean nowhere(String result)".
            missingForVoid | @Retry(retryIf = "nowhere"): retryIf names no method of io.selvedge.runtime.retry.RetryIfTest$Guarded. Write "static boolean nowhere(Exception failure)".
            ill | @Retry(retryIf = "illTyped"): retryIf names no method of io.selvedge.runtime.retry.RetryIfTest$Guarded that fits: "String illTyped(String)" does not return boolean. Write "boolean illTyped(Exception failure)" or "boolean illTyped(String result)".
            wide | @Retry(retryIf = "tooWide"): retryIf names no method of io.selvedge.runtime.retry.RetryIfTest$Guarded that fits: "boolean tooWide(String, int)" does not take one parameter. Write "boolean tooWide(Exception failure)" or "boolean tooWide(String result)".
            other | @Retry(retryIf = "ofInt"): retryIf names no method of io.selvedge.runtime.retry.RetryIfTest$Guarded that fits: "boolean ofInt(int)" takes neither a failure nor the result. Write "boolean ofInt(Exception failure)" or "boolean ofInt(String result)".
            onSelf | @Retry(retryIf = "ofSelf"): retryIf names no method of io.selvedge.runtime.retry.RetryIfTest$Guarded that fits: "boolean ofSelf(String)" is not static, as onSelf is. Write "static boolean ofSelf(Exception failure)" or "static boolean ofSelf(String result)".
            torn | @Retry(retryIf = "tornApart"): retryIf names methods that fit the result equally well: "boolean tornApart(CharSequence)" and "boolean tornApart(Comparable)". Keep one of them.
            """)
    void refusesWhatCannotBeAsked(String method, String text) {
        assertThatThrownBy(() -> open(method)).isInstanceOf(BadDefinition.class).hasMessage(text);
    }

    @Test
    void aLambdaHasNoMethodsToAsk() {
        RetryConfig config = RetryConfig.from(Sites.annotation(Guarded.class, "poll", Retry.class));
        assertThatThrownBy(() -> new RetryRoom().open(config, Sites.lambda(clock)))
                .isInstanceOf(BadDefinition.class)
                .hasMessage(
                        "@Retry(retryIf = \"unfinished\"): retryIf names a method, and a lambda has no class to look it"
                                + " up in. Leave it away.");
    }

    @Test
    void aMethodThatItsModuleHidesIsNamedWithTheFix() {
        // ArrayList has a private "boolean equalsArrayList(ArrayList)", and no package of its module is open to us.
        Site site = Sites.of(Sites.target(Guarded.class, "list"), ArrayList.class, clock);
        RetryConfig config = RetryConfig.from(Sites.annotation(Guarded.class, "list", Retry.class));
        assertThatThrownBy(() -> new RetryRoom().open(config, site))
                .isInstanceOf(BadDefinition.class)
                .hasMessage("@Retry(retryIf = \"equalsArrayList\"): retryIf names a method that its module hides. Add"
                        + " \"opens java.util;\" to the module-info of java.base.");
    }

    private static void assertKept(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Verdict.Keep("not_retryable"));
    }

    private Verdict settle(String method, @Nullable Object value, @Nullable Throwable failure) {
        Policy policy = open(method);
        Asked call = call(method);
        return policy.settle(call, (Pass) policy.admit(call), value, failure);
    }

    private Asked call(String method) {
        return Asked.about(Sites.target(Guarded.class, method), clock, self);
    }

    private Policy open(String method) {
        RetryRoom room = new RetryRoom();
        Site site = Sites.of(Guarded.class, method, clock);
        return room.open(room.configure(Sites.annotation(Guarded.class, method, Retry.class), site), site);
    }

    @SuppressWarnings("unused") // found by name
    static class Guarded {
        final List<String> asked = new ArrayList<>();

        @Retry(maxRetries = 1, retryIf = "unfinished")
        @Nullable String poll() {
            return null;
        }

        @Retry(retryIf = "unfinished")
        CompletionStage<String> later() {
            return CompletableFuture.completedStage("");
        }

        private boolean unfinished(@Nullable String result) {
            if ("throw".equals(result)) {
                throw new IllegalStateException("asked in vain");
            }
            return !"done".equals(result);
        }

        @Retry(retryIf = "isZero")
        int count() {
            return 0;
        }

        @Retry(retryIf = "isZero")
        Integer boxed() {
            return 0;
        }

        @Retry(retryIf = "isZero")
        CompletableFuture<Integer> laterCount() {
            return CompletableFuture.completedFuture(0);
        }

        boolean isZero(int count) {
            return count == 0;
        }

        @Retry(retryIf = "transientOne")
        void read() {}

        boolean transientOne(Exception failure) throws Exception {
            if ("rethrow".equals(failure.getMessage())) {
                throw failure;
            }
            return true;
        }

        boolean transientOne(IOException failure) throws IOException {
            asked.add("IOException " + failure.getMessage());
            switch (String.valueOf(failure.getMessage())) {
                case "throw" -> throw new IllegalStateException("asked in vain");
                case "rethrow" -> throw failure;
                default -> {
                    return "again".equals(failure.getMessage());
                }
            }
        }

        private boolean transientOne(UncheckedIOException failure) {
            asked.add("UncheckedIOException");
            return true;
        }

        @Retry(retryIf = "unfinishedStatic")
        static String fixed() {
            return "";
        }

        @Retry(retryIf = "unfinishedStatic")
        String moving() {
            return "";
        }

        static boolean unfinishedStatic(String result) {
            return !"done".equals(result);
        }

        @Retry(retryIf = "objectOrString")
        String either() {
            return "";
        }

        boolean objectOrString(Object result) {
            asked.add("Object");
            return true;
        }

        boolean objectOrString(String result) {
            asked.add("String");
            return true;
        }

        @Retry(retryIf = "nowhere")
        String missing() {
            return "";
        }

        @Retry(retryIf = "nowhere")
        static void missingForVoid() {}

        @Retry(retryIf = "illTyped")
        String ill() {
            return "";
        }

        String illTyped(String result) {
            return result;
        }

        @Retry(retryIf = "tooWide")
        String wide() {
            return "";
        }

        boolean tooWide(String result, int more) {
            return true;
        }

        @Retry(retryIf = "ofInt")
        String other() {
            return "";
        }

        boolean ofInt(int result) {
            return true;
        }

        @Retry(retryIf = "ofSelf")
        static String onSelf() {
            return "";
        }

        boolean ofSelf(String result) {
            return true;
        }

        @Retry(retryIf = "tornApart")
        String torn() {
            return "";
        }

        boolean tornApart(CharSequence result) {
            return true;
        }

        boolean tornApart(Comparable<?> result) {
            return true;
        }

        @Retry(retryIf = "equalsArrayList")
        ArrayList<?> list() {
            return new ArrayList<>();
        }
    }
}

package io.selvedge.runtime.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Fallback;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.Place;
import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FallbackPolicyTest {
    private final SetClock clock = new SetClock();
    private final Guarded self = new Guarded();

    @Test
    void f1_aValueIsLeftAlone() {
        assertThat(settle("find", "value", null)).isSameAs(Verdict.keep());
        assertThat(open("find").admit(call("find"))).isSameAs(Pass.FREE);
        assertThat(open("find").readsValue()).isFalse();
    }

    @Test
    void f1_withoutListsItAnswersForEverything() throws Throwable {
        assertThat(answer("find", new IOException())).isEqualTo("cached 7");
        assertThat(answer("find", new StackOverflowError())).isEqualTo("cached 7");
        assertThat(answer("find", new BulkheadFullException(new Place("m", ""), 1, 0, "full")))
                .isEqualTo("cached 7");
        assertThat(answer("find", new CallTimeoutException("m", Duration.ofSeconds(1))))
                .isEqualTo("cached 7");
    }

    @Test
    void f1_exceptForWhoeverWantsAnEnd() {
        InterruptedException interrupt = new InterruptedException();
        assertNotApplied(settle("find", null, interrupt));
        assertNotApplied(settle("find", null, new CallInterruptedException("m", "bulkhead", interrupt)));
        assertNotApplied(settle("find", null, new CancellationException()));
        assertNotApplied(settle("find", null, new CompletionException(new CancellationException())));
    }

    @Test
    void f1_anInterruptionThatIsNamedIsAnsweredFor() throws Throwable {
        assertThat(answer("evenInterrupted", new InterruptedException())).isEqualTo("cached 7");
    }

    @Test
    void f1_skipOnBeatsApplyOn() throws Throwable {
        assertThat(answer("chosen", new IOException())).isEqualTo("cached 7");
        assertNotApplied(settle("chosen", null, new FileNotFoundException()));
        assertNotApplied(settle("chosen", null, new RuntimeException()));
    }

    @Test
    void f1_looksIntoTheTwoWrappers() throws Throwable {
        assertThat(answer("chosen", new CompletionException(new IOException()))).isEqualTo("cached 7");
        assertNotApplied(settle("chosen", null, new ExecutionException(new FileNotFoundException())));
        assertNotApplied(settle("chosen", null, new RuntimeException(new IOException())));
    }

    @Test
    void f4_theMostSpecificOverloadWins() throws Throwable {
        assertThat(answer("overloaded", new FileNotFoundException("f"))).isEqualTo("file 7 f");
        assertThat(answer("overloaded", new IOException("i"))).isEqualTo("io 7 i");
        assertThat(answer("overloaded", new IllegalStateException("s"))).isEqualTo("any 7 s");
        assertThat(answer("overloaded", new Error("e"))).isEqualTo("plain 7");
    }

    @Test
    void f4_theOverloadIsGivenTheCauseThatWasJudged() throws Throwable {
        assertThat(answer("overloaded", new CompletionException(new FileNotFoundException("f"))))
                .isEqualTo("file 7 f");
    }

    @Test
    void f4_whereNoOverloadTakesItTheFailureLeaves() throws Throwable {
        assertThat(answer("onlyForRefusals", new BulkheadFullException(new Place("m", ""), 1, 0, "full")))
                .isEqualTo("refused 7 bulkhead");
        assertNotApplied(settle("onlyForRefusals", null, new IOException()));
    }

    @Test
    void f6_whatTheMethodThrowsLeavesAsItIs() {
        assertThatThrownBy(() -> answer("failsToo", new IOException()))
                .isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("not cached either");
    }

    @Test
    void theCallIsNoLongerNeededWhenTheMethodRuns() throws Throwable {
        Object[] arguments = {7L};
        Policy policy = open("find");
        Asked call = Asked.about(Sites.target(Guarded.class, "find"), clock, self, arguments);
        Verdict verdict = policy.settle(call, Pass.FREE, null, new IOException());
        arguments[0] = 8L;
        assertThat(((Verdict.Divert) verdict).invocation().run()).isEqualTo("cached 7");
    }

    @Test
    void onAClassTheMethodItNamesHasNoFallbackItself() throws Throwable {
        OnClass onClass = new OnClass();
        assertThat(settle(OnClass.class, onClass, "load", new IOException())).isInstanceOf(Verdict.Divert.class);
        assertNotApplied(settle(OnClass.class, onClass, "answer", new IOException()));
    }

    @Test
    void onAMethodItsOwnNameStandsForItsOverloads() throws Throwable {
        assertThat(answer("again", new IOException())).isEqualTo("again 7");
        assertNotApplied(settle("again", null, new Error()));
    }

    @Test
    void onAMethodItsOwnNameWithoutOverloadsIsRefused() {
        assertThatThrownBy(() -> open("alone"))
                .isInstanceOf(BadDefinition.class)
                .hasMessageContaining("is the guarded method itself");
        Site site = Sites.of(Guarded.class, "bundled", clock);
        FallbackConfig config = FallbackConfig.from(Bundle.class.getAnnotation(Fallback.class));
        assertThatThrownBy(() -> new FallbackRoom().open(config, site))
                .isInstanceOf(BadDefinition.class)
                .hasMessageContaining("is the guarded method itself");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatThrownBy(() -> open("nameless"))
                .isInstanceOf(BadDefinition.class)
                .hasMessage("@Fallback(value = \"\"): value must not be empty. Name the method that answers.");
    }

    @Test
    void aLambdaHasNoMethodsToFallBackTo() {
        FallbackConfig config = FallbackConfig.from(Sites.annotation(Guarded.class, "find", Fallback.class));
        assertThatThrownBy(() -> new FallbackRoom().open(config, Sites.lambda(clock)))
                .isInstanceOf(BadDefinition.class)
                .hasMessage(
                        "@Fallback(value = \"cached\"): value names a method, and a lambda has no class to look it up"
                                + " in. Use a method.");
    }

    private static void assertNotApplied(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Verdict.Keep("not_applied"));
    }

    private @Nullable Object answer(String method, Throwable failure) throws Throwable {
        Verdict verdict = settle(method, null, failure);
        assertThat(verdict).isInstanceOf(Verdict.Divert.class);
        return ((Verdict.Divert) verdict).invocation().run();
    }

    private Verdict settle(String method, @Nullable Object value, @Nullable Throwable failure) {
        return open(method).settle(call(method), Pass.FREE, value, failure);
    }

    private Verdict settle(Class<?> owner, Object self, String method, Throwable failure) {
        Site site = Sites.of(owner, method, clock);
        FallbackConfig config = FallbackConfig.from(owner.getAnnotation(Fallback.class));
        return new FallbackRoom()
                .open(config, site)
                .settle(Asked.about(site.target(), clock, self, 7L), Pass.FREE, null, failure);
    }

    private Asked call(String method) {
        return Asked.about(Sites.target(Guarded.class, method), clock, self, 7L);
    }

    private Policy open(String method) {
        FallbackRoom room = new FallbackRoom();
        Site site = Sites.of(Guarded.class, method, clock);
        return room.open(room.configure(Sites.annotation(Guarded.class, method, Fallback.class), site), site);
    }

    @SuppressWarnings("unused") // found by name
    static class Guarded {
        @Fallback("cached")
        String find(long id) throws IOException {
            throw new IOException();
        }

        @Fallback(
                value = "cached",
                applyOn = {InterruptedException.class, IOException.class})
        String evenInterrupted(long id) {
            return "";
        }

        @Fallback(value = "cached", applyOn = IOException.class, skipOn = FileNotFoundException.class)
        String chosen(long id) {
            return "";
        }

        private String cached(long id) {
            return "cached " + id;
        }

        @Fallback("choice")
        String overloaded(long id) {
            return "";
        }

        private String choice(long id, Exception failure) {
            return "any " + id + " " + failure.getMessage();
        }

        private String choice(long id, FileNotFoundException failure) {
            return "file " + id + " " + failure.getMessage();
        }

        private String choice(long id) {
            return "plain " + id;
        }

        private String choice(long id, IOException failure) {
            return "io " + id + " " + failure.getMessage();
        }

        @Fallback("refused")
        String onlyForRefusals(long id) {
            return "";
        }

        private static String refused(long id, PolicyException refusal) {
            return "refused " + id + " " + refusal.policy();
        }

        @Fallback("failing")
        String failsToo(long id) {
            return "";
        }

        private String failing(long id) throws IOException {
            throw new FileNotFoundException("not cached either");
        }

        @Fallback("again")
        String again(long id) {
            return "";
        }

        private String again(long id, IOException failure) {
            return "again " + id;
        }

        @Fallback("alone")
        String alone(long id) {
            return "";
        }

        @Bundle
        String bundled(long id) {
            return "";
        }

        @Fallback("")
        String nameless(long id) {
            return "";
        }
    }

    @Fallback("bundled")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Bundle {}

    @Fallback("answer")
    static class OnClass {
        public String load(long id) {
            return "loaded";
        }

        public String answer(long id) {
            return "answer";
        }
    }
}

package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.RateLimitedException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import io.selvedge.runtime.policy.Switch;
import io.selvedge.testkit.RecordingRecorder;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Methods with one policy and without measurements, which the engine guards without a frame until they fail. */
class GlanceTest {
    private final Engine engine = Engine.start().serveTheRest();
    private final Service service = new Service();

    static class Service {
        int runs;

        @Retry(backoff = @Backoff(initial = "0ms"))
        int failsTwice() {
            if (++runs < 3) {
                throw new IllegalStateException("attempt " + runs);
            }
            return runs;
        }

        @Retry(backoff = @Backoff(initial = "0ms"))
        long fails() {
            runs++;
            throw new IllegalStateException("attempt " + runs);
        }

        @Fallback("instead")
        String fallsBack() {
            runs++;
            throw new IllegalStateException("no");
        }

        private String instead() {
            return "instead";
        }

        @CircuitBreaker(window = 4)
        void breaks() {
            runs++;
            throw new IllegalStateException("no");
        }

        @Fallback("instead")
        @Retry(maxRetries = 1, backoff = @Backoff(initial = "0ms"))
        @CircuitBreaker(window = 4)
        String chained() {
            if (++runs % 2 == 0) {
                return "run " + runs;
            }
            throw new IllegalStateException("no");
        }

        @Fallback("instead")
        @CircuitBreaker(window = 4, openFor = "1h")
        String chainedAndBroken() {
            runs++;
            throw new IllegalStateException("no");
        }

        /** The only permit is the caller's while that runs. */
        @Bulkhead(limit = 1)
        @Nullable Object only(Callable<?> meanwhile) throws Exception {
            return meanwhile.call();
        }

        @RateLimit(permits = 1, per = "1h")
        static String paced() {
            return "paced";
        }
    }

    static class Overriding extends Service {
        @Override
        @Retry(backoff = @Backoff(initial = "0ms"))
        long fails() {
            return super.fails();
        }
    }

    static class Widening extends Service {
        @Override
        @Bulkhead(limit = 2)
        @Nullable Object only(Callable<?> meanwhile) throws Exception {
            return super.only(meanwhile);
        }
    }

    static class Inheriting extends Service {}

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void a_failure_is_retried_and_the_next_call_is_let_in_as_ever() {
        assertThat(service.failsTwice()).isEqualTo(3);
        assertThat(service.failsTwice()).isEqualTo(4);
    }

    @Test
    void the_last_failure_leaves_when_the_retries_are_used_up() {
        assertThatThrownBy(service::fails).hasMessage("attempt 4");
        assertThat(service.runs).isEqualTo(4);
    }

    @Test
    void a_call_of_super_is_not_guarded_twice() {
        Overriding overriding = new Overriding();

        assertThatThrownBy(overriding::fails).hasMessage("attempt 4");
        assertThat(overriding.runs).isEqualTo(4);
    }

    @Test
    void an_inherited_method_is_guarded() {
        Inheriting inheriting = new Inheriting();

        assertThatThrownBy(inheriting::fails).hasMessage("attempt 4");
        assertThat(inheriting.failsTwice()).isEqualTo(5);
    }

    @Test
    void a_fallback_answers() {
        assertThat(service.fallsBack()).isEqualTo("instead");
        assertThat(service.runs).isEqualTo(1);
    }

    @Test
    void failures_are_recorded_once_and_open_the_circuit() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(service::breaks).hasMessage("no");
        }
        assertThatThrownBy(service::breaks).isInstanceOf(CircuitOpenException.class);
        assertThat(service.runs).isEqualTo(4);
    }

    @Test
    void a_static_method_is_refused_when_the_limit_is_spent() {
        assertThat(Service.paced()).isEqualTo("paced");
        assertThatThrownBy(Service::paced).isInstanceOf(RateLimitedException.class);
    }

    private static Throwable elsewhere(Callable<?> call) throws Exception {
        return CompletableFuture.supplyAsync(() -> catchThrowable(call::call)).get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_full_bulkhead_turns_a_call_away_and_lets_the_next_one_in() throws Exception {
        assertThat(service.only(() -> elsewhere(() -> service.only(() -> "second"))))
                .isInstanceOfSatisfying(
                        BulkheadFullException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("full"));
        assertThat(service.only(() -> "third")).isEqualTo("third");
    }

    @Test
    void a_call_from_within_one_that_holds_the_permit_is_told_so() throws Exception {
        assertThat(service.only(() -> catchThrowable(() -> service.only(() -> "nested"))))
                .isInstanceOfSatisfying(
                        BulkheadFullException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("nested"));
    }

    @Test
    void a_full_bulkhead_whose_limit_has_been_raised_lets_calls_in() throws Exception {
        assertThat(service.only(() -> {
                    engine.control(BulkheadControl.class, Service.class.getName() + ".only")
                            .resize(2, 0);
                    return service.only(() -> "second");
                }))
                .isEqualTo("second");
    }

    @Test
    void a_call_of_super_is_not_turned_away_by_the_bulkhead_of_what_it_overrides() throws Exception {
        Widening widening = new Widening();

        assertThat(service.only(() -> widening.only(() -> "of super"))).isEqualTo("of super");
    }

    @Test
    void who_watches_is_told_of_a_refusal_by_a_full_bulkhead() throws Exception {
        RecordingRecorder late = new RecordingRecorder();
        engine.watch(late);

        service.only(() -> elsewhere(() -> service.only(() -> "second")));

        assertThat(late.events(Service.class.getName() + ".only"))
                .hasSize(3)
                .first()
                .isEqualTo("bulkhead: refused, full");
    }

    @Test
    void who_comes_late_to_watch_is_told_of_every_call_from_then_on() {
        RecordingRecorder late = new RecordingRecorder();
        service.failsTwice();
        Service.paced();
        engine.watch(late);

        service.failsTwice();
        assertThatThrownBy(Service::paced).isInstanceOf(RateLimitedException.class);

        assertThat(late.events(Service.class.getName() + ".failsTwice"))
                .singleElement()
                .asString()
                .startsWith("ended success");
        assertThat(late.events(Service.class.getName() + ".paced"))
                .hasSize(2)
                .first()
                .isEqualTo("rate_limit: refused, spent");

        engine.unwatch(late);
        late.clear();
        service.failsTwice();
        assertThat(late.events()).isEmpty();
    }

    @Test
    void a_chain_of_which_one_policy_is_asked_goes_on_with_a_frame_after_a_failure() {
        assertThat(service.chained()).isEqualTo("run 2");
        assertThat(service.chained()).isEqualTo("run 4");
        assertThat(service.runs).isEqualTo(4);
    }

    @Test
    void a_refusal_is_told_to_the_policies_further_out() {
        for (int call = 0; call < 10; call++) {
            assertThat(service.chainedAndBroken()).isEqualTo("instead");
        }
        assertThat(service.runs).as("runs until the circuit opened").isEqualTo(4);
    }

    @Test
    void a_policy_that_is_paused_is_passed_over_from_the_next_call_on() {
        assertThat(Service.paced()).isEqualTo("paced");
        Switch mode = engine.mode("rate_limit", Service.class.getName() + ".paced");
        mode.to("paused");
        assertThat(Service.paced()).isEqualTo("paced");
        assertThat(Service.paced()).isEqualTo("paced");
        mode.to("active");
        assertThatThrownBy(Service::paced).isInstanceOf(RateLimitedException.class);

        engine.mode("retry", Service.class.getName() + ".fails").to("paused");
        assertThatThrownBy(service::fails).hasMessage("attempt 1");
    }
}

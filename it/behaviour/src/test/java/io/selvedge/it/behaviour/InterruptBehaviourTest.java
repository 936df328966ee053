package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Roles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of interrupts, ours and foreign ones, on methods that declare them and on those that do not. */
class InterruptBehaviourTest {
    private final Driven driven = new Driven(Driven.Mode.BLOCKING);
    private final IOException trouble = new IOException("trouble");
    private final Methods methods = new Methods();

    /** One method a way to wait, each in two forms. */
    final class Methods {
        @Bulkhead(limit = 1, queue = 5)
        String inLine(Callable<String> code) throws Exception {
            return code.call();
        }

        @Bulkhead(name = "undeclared", limit = 1, queue = 5)
        String inLineUndeclared(Callable<String> code) {
            return unchecked(code);
        }

        @Serialized
        String inTurnUndeclared(Callable<String> code) {
            return unchecked(code);
        }

        @RateLimit(permits = 1, maxWait = "5s")
        String paced(String value) throws InterruptedException {
            return value;
        }

        @RateLimit(permits = 1, maxWait = "5s")
        String pacedUndeclared(String value) {
            return value;
        }

        @Retry(backoff = @Backoff(initial = "1s", jitter = Jitter.NONE))
        String again(Callable<String> code) throws Exception {
            return code.call();
        }

        @Retry(backoff = @Backoff(initial = "1s", jitter = Jitter.NONE))
        String againUndeclared() throws IOException {
            throw trouble;
        }

        @Timeout("100ms")
        String limited(Callable<String> code) throws Exception {
            return code.call();
        }

        @Timeout("200ms")
        String limitedOutside(Callable<String> code) throws Exception {
            return code.call();
        }

        @Retry(backoff = @Backoff(initial = "0ms"))
        @Timeout("100ms")
        String limitedAgain(Callable<String> code) throws Exception {
            return code.call();
        }

        private static String unchecked(Callable<String> code) {
            try {
                return code.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void serve() {
        driven.engine().serve(Methods.class);
    }

    @AfterEach
    void close() {
        assertThat(Thread.interrupted()).as("left behind on the test's thread").isFalse();
        driven.close();
    }

    /** A thread that waits in that call is interrupted: what it throws, and whether its flag is up then. */
    private Left interruptedIn(Callable<?> call) {
        Left left = new Left();
        try (Roles roles = new Roles()) {
            Thread thread = roles.start("waits", () -> {
                left.failure = catchThrowable(call::call);
                left.flag = Thread.currentThread().isInterrupted();
            });
            driven.time().awaitParked(1);
            thread.interrupt();
        }
        return left;
    }

    private static final class Left {
        private volatile Throwable failure = new AssertionError("nothing was thrown");
        private volatile boolean flag;
    }

    @Test
    void t2_in_line_a_foreign_interrupt_gives_up_the_place_and_leaves_as_declared() throws Exception {
        Left[] left = new Left[1];
        methods.inLine(() -> {
            left[0] = interruptedIn(() -> methods.inLine(() -> "never"));
            return "";
        });

        assertThat(left[0].failure).isInstanceOf(InterruptedException.class);
        assertThat(left[0].flag).isFalse();
        assertAtRest(driven);
    }

    @Test
    void t2_in_line_without_a_declaration_it_leaves_unchecked_with_the_flag_up() {
        Left[] left = new Left[2];
        methods.inLineUndeclared(() -> {
            left[0] = interruptedIn(() -> methods.inLineUndeclared(() -> "never"));
            return "";
        });
        methods.inTurnUndeclared(() -> {
            left[1] = interruptedIn(() -> methods.inTurnUndeclared(() -> "never"));
            return "";
        });

        assertUnchecked(left[0], "bulkhead");
        assertUnchecked(left[1], "serialized");
        assertAtRest(driven);
    }

    @Test
    void t2_in_a_rate_limits_pause_the_slot_is_given_back() throws Exception {
        methods.paced("first");
        methods.pacedUndeclared("first");

        Left declared = interruptedIn(() -> methods.paced("never"));
        assertThat(declared.failure).isInstanceOf(InterruptedException.class);
        assertThat(declared.flag).isFalse();
        assertUnchecked(interruptedIn(() -> methods.pacedUndeclared("never")), "rate_limit");

        long began = driven.time().nanos();
        methods.paced("second");
        assertThat(driven.time().nanos() - began)
                .as("the slot of the one who left")
                .isEqualTo(1_000_000_000L);
        assertAtRest(driven);
    }

    @Test
    void t2_between_retries_the_last_failure_is_kept() {
        Left declared = interruptedIn(() -> methods.again(() -> {
            throw trouble;
        }));
        assertThat(declared.failure).isInstanceOf(InterruptedException.class).hasSuppressedException(trouble);
        assertThat(declared.flag).isFalse();

        Left undeclared = interruptedIn(methods::againUndeclared);
        assertUnchecked(undeclared, "retry");
        assertThat(undeclared.failure.getCause()).hasSuppressedException(trouble);
        assertAtRest(driven);
    }

    private static void assertUnchecked(Left left, String policy) {
        assertThat(left.failure).isInstanceOfSatisfying(CallInterruptedException.class, failure -> {
            assertThat(failure.policy()).isEqualTo(policy);
            assertThat(failure.getCause()).isInstanceOf(InterruptedException.class);
            assertThat(failure.method()).contains("Methods.");
        });
        assertThat(left.flag).isTrue();
    }

    @Test
    void r9_an_interrupt_that_the_method_throws_leaves_unchanged_and_is_not_tried_again() {
        InterruptedException own = new InterruptedException();

        assertThatThrownBy(() -> methods.again(() -> {
                    throw own;
                }))
                .isSameAs(own);
        assertThat(driven.time().nanos()).isZero();
    }

    @Test
    void r9_a_thread_that_has_been_interrupted_is_not_made_to_try_again() {
        assertThatThrownBy(() -> methods.again(() -> {
                    Thread.currentThread().interrupt();
                    throw trouble;
                }))
                .isSameAs(trouble);
        assertThat(Thread.interrupted()).as("still up").isTrue();
        assertThat(driven.time().nanos()).isZero();
    }

    @Test
    void t2_the_interrupt_of_a_limit_is_ours_to_clean_up() {
        for (Callable<String> body : List.<Callable<String>>of(
                () -> {
                    driven.time().pause(1_000_000_000);
                    return "never";
                },
                () -> {
                    driven.advance(200);
                    return "has not looked at the flag";
                },
                () -> {
                    driven.advance(200);
                    throw trouble;
                },
                () -> {
                    try {
                        driven.time().pause(1_000_000_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "has put the flag up again";
                })) {
            assertThatThrownBy(() -> methods.limited(body)).isInstanceOf(CallTimeoutException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void t2_a_foreign_interrupt_before_the_limit_survives_it() {
        assertThatThrownBy(() -> methods.limited(() -> {
                    Thread.currentThread().interrupt();
                    driven.advance(200);
                    return "has not looked at the flag";
                }))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.interrupted()).as("the foreign one").isTrue();
    }

    @Test
    void t2_a_foreign_interrupt_survives_a_limit_that_the_method_answers_to_late() {
        assertThatThrownBy(() -> methods.limited(() -> {
                    Thread.currentThread().interrupt();
                    driven.advance(200);
                    throw new InterruptedException(Thread.interrupted() + ", both at once");
                }))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.interrupted()).as("the foreign one").isTrue();
    }

    @Test
    void t2_a_foreign_interrupt_survives_nested_limits() {
        assertThatThrownBy(() -> methods.limitedOutside(() -> methods.limited(() -> {
                    Thread.currentThread().interrupt();
                    driven.advance(500);
                    return "has not looked at the flag";
                })))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.interrupted()).as("the foreign one").isTrue();
    }

    @Test
    void t2_nested_limits_that_both_ring_leave_no_flag_behind() {
        for (Callable<String> body : List.<Callable<String>>of(
                () -> {
                    driven.advance(500);
                    return "has not looked at the flag";
                },
                () -> {
                    driven.advance(500);
                    throw new InterruptedException(Thread.interrupted() + ", late");
                })) {
            assertThatThrownBy(() -> methods.limitedOutside(() -> methods.limited(body)))
                    .isInstanceOf(CallTimeoutException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void t2_an_outer_limit_still_stops_what_an_inner_one_has_let_go_on() {
        assertThatThrownBy(() -> methods.limitedOutside(() -> {
                    Throwable inner = catchThrowable(() -> methods.limited(() -> {
                        driven.advance(500);
                        return "both have rung";
                    }));
                    assertThat(inner).isInstanceOf(CallTimeoutException.class);
                    driven.time().pause(1);
                    return "never";
                }))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(driven.time().nanos()).isEqualTo(500_000_000);
    }

    @Test
    void t2_a_time_out_with_a_foreign_interrupt_is_not_tried_again() {
        int[] runs = {0};
        assertThatThrownBy(() -> methods.limitedAgain(() -> {
                    runs[0]++;
                    Thread.currentThread().interrupt();
                    driven.advance(200);
                    return "has not looked at the flag";
                }))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(runs[0]).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void t1_a_method_that_swallows_a_foreign_interrupt_is_still_stopped_by_its_limit() {
        long began = driven.time().nanos();
        assertThatThrownBy(() -> methods.limited(() -> {
                    Thread.currentThread().interrupt();
                    try {
                        driven.time().pause(1);
                    } catch (InterruptedException swallowed) {
                        driven.time().pause(1_000_000_000);
                    }
                    return "never";
                }))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(driven.time().nanos() - began).isEqualTo(100_000_000);
    }
}

package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.Place;
import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Permits;
import io.selvedge.runtime.gate.Waiter;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gate is told by blocked callers how long they have waited, so that it can guess whether to sleep is worth while. */
class ToldHowLongTest {
    private static final long MAX_WAIT_NANOS = Duration.ofMillis(50).toNanos();

    private final Permits permits = new Permits(1, 10);
    private final List<Long> told = new ArrayList<>();
    private final Telling room = new Telling();
    private final Driven driven = Driven.withHands(Driven.Mode.BLOCKING, options -> options.withOutermost(room));

    private final Methods methods = new Methods();

    static class Methods {
        @Told
        String enter() {
            return "in";
        }
    }

    @AfterEach
    void close() {
        driven.close();
    }

    /** One that notes what it is told. */
    private final class Noting implements Gate {
        @Override
        public Joined join(Waiter waiter) {
            return permits.join(waiter);
        }

        @Override
        public boolean withdraw(Waiter waiter) {
            return permits.withdraw(waiter);
        }

        @Override
        public boolean letsInSoon() {
            return permits.letsInSoon();
        }

        @Override
        public void letInAfter(long nanos) {
            told.add(nanos);
        }
    }

    private Running startBehindGate() {
        room.answer = call -> new Admission.Queue(
                new Noting(),
                Pass.FREE,
                MAX_WAIT_NANOS,
                reason -> new BulkheadFullException(new Place("method", "name"), 1, 10, reason));
        driven.engine().serve(Methods.class);
        return driven.started(methods::enter);
    }

    @Test
    void of_one_that_was_let_in_the_time() {
        permits.tryEnter();
        Running waits = startBehindGate();
        driven.advance(20);
        permits.leave();
        driven.advance(0);

        assertThat(waits.ended().value()).isEqualTo("in");
        assertThat(told).containsExactly(Duration.ofMillis(20).toNanos());
    }

    @Test
    void of_one_that_gave_up_that_it_was_not_let_in() {
        permits.tryEnter();
        Running waits = startBehindGate();
        driven.advance(50);

        assertThat(waits.ended().failure()).isInstanceOf(BulkheadFullException.class);
        assertThat(told).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void of_one_that_entered_at_once_nothing() {
        assertThat(startBehindGate().ended().value()).isEqualTo("in");
        assertThat(told).isEmpty();
    }
}

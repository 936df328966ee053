package io.selvedge.runtime.policy;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.gate.Gate;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a policy answers at the door.
 *
 * <p>Closed on purpose: a new answer does not compile until {@link Doorkeeper}, and so every driver, can carry it out.
 */
public sealed interface Admission
        permits Pass,
                Spread,
                Admission.Pause,
                Admission.Queue,
                Admission.Refuse,
                Admission.Answer,
                Admission.Detach,
                Admission.Join {

    /** Hands this answer to the driver that carries it out. */
    <R> R carriedOutBy(Doorkeeper<R> driver);

    /** Carries out admissions; one method for each. */
    interface Doorkeeper<R> {
        R pass(Pass pass);

        R pause(Pause pause);

        R queue(Queue queue);

        R refuse(Refuse refuse);

        R answer(Answer answer);

        R spread(Spread spread);

        R detach(Detach detach);

        R join(Join join);
    }

    /**
     * Come in after a while.
     *
     * @param nanos how long to wait, above 0
     * @param then the ticket that holds after the wait
     * @param abandoned told once if the wait is not completed (interrupt, cancellation)
     * @param refusal the failure if the wait would outlast the call's deadline; asked before anything is waited for
     */
    record Pause(long nanos, Pass then, Runnable abandoned, Supplier<PolicyException> refusal) implements Admission {
        @Override
        public <R> R carriedOutBy(Doorkeeper<R> driver) {
            return driver.pause(this);
        }
    }

    /**
     * Stand in line at a gate.
     *
     * @param gate the line
     * @param then the ticket that holds once the gate has let the call in
     * @param maxNanos the longest wait, {@link Long#MAX_VALUE} for as long as the call's deadline allows
     * @param refusal makes the failure from a reason of {@link Gate}: {@link Gate#FULL} or
     *     {@link Gate#WAITED_TOO_LONG}
     */
    record Queue(Gate gate, Pass then, long maxNanos, Function<String, PolicyException> refusal) implements Admission {
        @Override
        public <R> R carriedOutBy(Doorkeeper<R> driver) {
            return driver.queue(this);
        }
    }

    /** Turned away with a typed failure; nothing of the call has run. */
    record Refuse(PolicyException failure) implements Admission {
        @Override
        public <R> R carriedOutBy(Doorkeeper<R> driver) {
            return driver.refuse(this);
        }
    }

    /** No need to run: this is the value, as the method itself, or the stage that it returns, would have given it. */
    record Answer(@Nullable Object value) implements Admission {
        @Override
        public <R> R carriedOutBy(Doorkeeper<R> driver) {
            return driver.answer(this);
        }
    }

    /**
     * Hand me what lies behind my door, to be run later or beside this call, and go on with what I then answer.
     *
     * @param then told at once, on the caller's thread; must not answer {@link Detach} again. The {@link Rest} stays
     *     valid after the call has ended
     */
    record Detach(Function<Rest, Admission> then) implements Admission {
        @Override
        public <R> R carriedOutBy(Doorkeeper<R> driver) {
            return driver.detach(this);
        }
    }

    /**
     * Share an end: the same work is under way elsewhere.
     *
     * @param end completes with the value or the failure that is to be this call's
     * @param left told once if this call gives up before (interrupt, cancellation, deadline)
     * @param refusal the failure if the call's deadline comes first
     */
    record Join(CompletionStage<? extends @Nullable Object> end, Runnable left, Supplier<PolicyException> refusal)
            implements Admission {
        @Override
        public <R> R carriedOutBy(Doorkeeper<R> driver) {
            return driver.join(this);
        }
    }
}

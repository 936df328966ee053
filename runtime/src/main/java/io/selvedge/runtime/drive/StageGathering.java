package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Spread;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.time.Time;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The children of one asynchronous call: as many as fit are begun, and more as those end, until there are none left or
 * the outcome stands.
 *
 * <p>Thread-safe. Children are begun by one thread at a time, first the caller's, later one of the executor's: a method
 * is never run on the thread that completed somebody's stage.
 */
final class StageGathering {
    private static final Object OUTCOME = new Object();

    private final StageCall call;
    private final Spread spread;
    private final Inner inner;
    private final Time time;
    private final Environment environment;
    private final ChildTally tally;
    private final Crew crew = new Crew(0);
    private final Rounds rounds = new Rounds();
    private final Turn turn = new Turn();
    private final Set<StageChild> running = ConcurrentHashMap.newKeySet();
    /** The first end there was: a failure of the whole, or {@link #OUTCOME}. */
    private final AtomicReference<@Nullable Object> end = new AtomicReference<>();

    private final AtomicBoolean finished = new AtomicBoolean();
    /** Rings when the next child may begin. Set by whoever begins children. */
    private volatile @Nullable Wakeup alarm;

    StageGathering(StageCall call, Inner inner, Spread spread) {
        this.call = call;
        this.spread = spread;
        this.inner = inner;
        this.time = call.time();
        this.environment = inner.plan().environment;
        this.tally = new ChildTally(call.stageRecorder(), time);
    }

    Heading begin() {
        call.onCancel(this::cancel);
        try {
            spread.begins(this::beginLater);
        } catch (Throwable bug) {
            stand(bug);
        }
        if (rounds.ask()) {
            beginAll();
        }
        if (call.cancelled()) {
            cancel();
        }
        return turn.leave() ? Heading.STOP : conclude();
    }

    private void beginLater() {
        if (rounds.ask()) {
            try {
                environment.executor().execute(this::beginAll);
            } catch (Throwable refused) {
                stand(refused);
            }
        }
    }

    private void beginAll() {
        do {
            try {
                while (mayBegin() && beginOne()) {
                    // and another one
                }
            } catch (Throwable bug) {
                stand(bug);
            }
        } while (rounds.again());
    }

    private boolean mayBegin() {
        if (!crew.hasRoom(spread.width())) {
            return false;
        }
        long delay = spread.delayNanos();
        if (delay > 0) {
            wakeUpIn(delay);
        }
        return delay <= 0;
    }

    private void wakeUpIn(long nanos) {
        disarm();
        long now = time.nanos();
        Wakeup next = new Wakeup(environment, this::beginLaterFromTimer);
        alarm = next;
        time.arm(next, nanos < Long.MAX_VALUE - now ? now + nanos : Long.MAX_VALUE);
        if (crew.over()) {
            disarm();
        }
    }

    /** On the executor already. */
    private void beginLaterFromTimer() {
        if (rounds.ask()) {
            beginAll();
        }
    }

    private void disarm() {
        Wakeup armed = alarm;
        if (armed != null) {
            time.disarm(armed);
        }
    }

    /** Begins the next child; false if there is none, or none is wanted any more. */
    private boolean beginOne() {
        if (!crew.enter(spread.width())) {
            return false;
        }
        StageChild child = new StageChild(this);
        if (!found(child)) {
            crew.close();
            leave();
            return false;
        }
        begin(child);
        return true;
    }

    private boolean found(StageChild child) {
        try {
            return call.ask(() -> spread.next(child.given));
        } catch (Throwable thrown) {
            stand(thrown);
            return false;
        }
    }

    private void begin(StageChild child) {
        if (crew.stands()) {
            spread.dropped(child.given);
            leave();
            return;
        }
        tally.began();
        child.prepare(call, inner);
        running.add(child);
        if (crew.stands()) {
            child.cancel();
        }
        child.begin();
    }

    /** A child has ended. */
    void ended(StageChild child, StageCall part) {
        running.remove(child);
        try {
            Outcome outcome = part.childOutcome();
            part.endTrace(outcome, part.failure);
            tally.ended(outcome);
            boolean stands = spread.ended(child.given, part.value, part.failure);
            spread.done(child.given);
            if (stands) {
                stand(null);
            }
        } catch (Throwable bug) {
            stand(bug);
        }
        leave();
    }

    private void leave() {
        crew.leave();
        // Who makes the outcome stand goes on with the call, once the others have been told.
        if (!crew.stands()) {
            if (crew.over()) {
                finish();
            } else {
                beginLater();
            }
        }
    }

    private void cancel() {
        stand(new CancellationException());
    }

    /** The outcome stands, be it for a mistake of a policy: those that run still are cancelled. */
    private void stand(@Nullable Throwable failed) {
        if (end.compareAndSet(null, failed == null ? OUTCOME : failed)) {
            tally.stands();
            crew.stand();
            running.forEach(StageChild::cancel);
            finish();
        }
    }

    private void finish() {
        if (finished.compareAndSet(false, true)) {
            disarm();
            if (turn.end()) {
                call.goOn(this::conclude);
            }
        }
    }

    private Heading conclude() {
        call.timePassed();
        tally.complete();
        if (end.get() instanceof Throwable failed) {
            spread.left();
            return call.fail(failed);
        }
        try {
            return call.standIn(spread.outcome());
        } catch (Throwable thrown) {
            return call.fail(thrown);
        }
    }
}

package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Spread;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The children of one blocking call: a few workers pull them, one after the other, until there are none left or the
 * outcome stands.
 *
 * <p>Thread-safe, except for {@link #gather()}, which is the caller's; the workers see nothing of the caller's frame.
 */
final class Gathering {
    /*
     * A worker costs an errand, a child costs nothing. A worker that has found its first child sends for two more, so
     * that many are there soon where children take their time, and few come for nothing where they do not; a width that
     * grows sends for two as well.
     * Where the caller only waits it alone sends for workers, one at a time, since each child may have to wait for its
     * moment, which is known only once the one before it has been pulled.
     */
    private static final int FIRST_HELP = 2;

    private static final Object OUTCOME = new Object();

    final Spread spread;
    final Inner inner;
    final Crew crew;
    final ChildTally tally;
    private final BlockingWalk call;
    private final boolean callerWorks;
    private final Thread caller = Thread.currentThread();
    private final Scope scope;
    private final ContextCarrier.Captured context;
    private final OwnShare own;
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    /** The first end there was: a failure of the whole, or {@link #OUTCOME}. */
    private final AtomicReference<@Nullable Object> end = new AtomicReference<>();
    /** The caller should look again whether more can begin; set by workers, cleared by the caller. */
    private volatile boolean changed;
    /** A worker is on its way to a child whose successor must wait until it is known. */
    private volatile boolean pulling;
    /** The executor takes no more. */
    private volatile boolean alone;

    Gathering(BlockingWalk call, Spread spread) {
        this.call = call;
        this.spread = spread;
        this.callerWorks = spread.callerWorks();
        this.inner = call.inner(call.position + 1);
        this.scope = call.lasting();
        this.context = call.captureContext();
        this.tally = new ChildTally(call.stageRecorder(), call.time());
        this.crew = new Crew(callerWorks ? 1 : 0);
        this.own = new OwnShare(call, inner);
    }

    /** Runs the children; the outcome is theirs. */
    Heading gather() {
        try {
            spread.begins(this::more);
            if (callerWorks) {
                work();
            } else {
                dispatch();
            }
            call.timePassed();
            return conclude();
        } catch (InterruptedException interrupt) {
            stand(null);
            spread.left();
            call.timePassed();
            return call.interrupted(interrupt, call.position);
        } catch (Throwable failed) {
            stand(failed);
            spread.left();
            throw failed;
        } finally {
            tally.complete();
        }
    }

    private Heading conclude() {
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

    /** The caller works as all the others do, and waits for those who have not ended. */
    private void work() throws InterruptedException {
        InterruptedException foreign = own.pull(this);
        if (foreign != null) {
            throw foreign;
        }
        call.time().await(crew::over, Call.NO_DEADLINE);
    }

    /** The caller only sends for workers, each at its time. */
    private void dispatch() throws InterruptedException {
        while (!crew.over()) {
            changed = false;
            long until = sendForOne();
            call.time().await(() -> changed || crew.over(), until);
        }
    }

    /** Sends for a worker, if there can be one now; until when else to wait. */
    private long sendForOne() {
        if (pulling || !crew.hasRoom(spread.width())) {
            return Call.NO_DEADLINE;
        }
        long delay = spread.delayNanos();
        call.timePassed();
        if (delay > 0) {
            return call.after(delay);
        }
        if (crew.hire(spread.width())) {
            pulling = true;
            Throwable refused = send(new Worker(this));
            if (refused != null) {
                doWithout(refused);
            }
        }
        return Call.NO_DEADLINE;
    }

    /** The executor takes no worker: those that are there do what they can. */
    private void doWithout(Throwable refused) {
        pulling = false;
        if (!tally.any()) {
            stand(refused);
        } else if (crew.empty()) {
            crew.close();
        }
    }

    /** There may be room for more. */
    private void more() {
        if (callerWorks) {
            hire(FIRST_HELP);
        } else {
            tellCaller();
        }
    }

    /** Sends for that many workers at most, as far as there is room. */
    private void hire(int most) {
        for (int i = 0; i < most && !alone && crew.hire(spread.width()); i++) {
            alone = send(new Worker(this)) != null;
        }
    }

    private @Nullable Throwable send(Worker worker) {
        workers.add(worker);
        try {
            inner.plan().environment.executor().execute(worker);
            return null;
        } catch (Throwable refused) {
            // It may have begun in spite of that, and then counts itself.
            if (!worker.duty().withdraw()) {
                return null;
            }
            workers.remove(worker);
            crew.lose();
            return refused;
        }
    }

    /** Does what a worker does, on its thread; whether that has consumed an interrupt. */
    boolean pull(Worker worker) {
        ContextCarrier.Worn worn = context.wear();
        try (ChildFrame frame = new ChildFrame(inner, scope, worker.duty())) {
            Pull pull = new Pull(this, frame);
            pull.asWorker();
            return pull.consumed();
        } finally {
            worn.takeOff();
        }
    }

    void remove(Worker worker) {
        workers.remove(worker);
    }

    /** Whether the caller's thread is to end what it does, though nothing may have become of the interrupt. */
    boolean toldToStop() {
        return call.toldToStop();
    }

    /** A worker has found a child, and may need help. */
    void found(boolean itsFirst) {
        tally.began();
        if (!itsFirst) {
            return;
        }
        if (callerWorks) {
            hire(FIRST_HELP);
        } else {
            arrived();
        }
    }

    /** The worker that was sent for has a child, or will not have one. */
    void arrived() {
        pulling = false;
        tellCaller();
    }

    /** Whether a worker goes on to another child; where not, it has left. */
    boolean staysOn(Spread.Child child) {
        boolean another = callerWorks || spread.delayNanos() <= 0;
        if (another && crew.mayStay(spread.width())) {
            return true;
        }
        spread.done(child);
        if (another) {
            boolean stays = crew.stay(spread.width());
            if (!stays) {
                tellCaller();
            }
            return stays;
        }
        leave();
        return false;
    }

    /** A worker is through. */
    void leave() {
        crew.leave();
        tellCaller();
    }

    private void tellCaller() {
        changed = true;
        if (!callerWorks || crew.over()) {
            LockSupport.unpark(caller);
        }
    }

    /** The outcome stands, be it for a mistake of a policy: all are told to end who run children still. */
    void stand(@Nullable Throwable failed) {
        if (end.compareAndSet(null, failed == null ? OUTCOME : failed)) {
            tally.stands();
            crew.stand();
            workers.forEach(Worker::callOff);
            if (Thread.currentThread() != caller) {
                own.interrupt();
                LockSupport.unpark(caller);
            }
        }
    }
}

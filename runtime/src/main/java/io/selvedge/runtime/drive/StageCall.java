package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Spread;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.record.Outcome;
import java.lang.ref.WeakReference;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The driver of methods that return a {@link CompletionStage}: never blocks. Where the blocking driver waits, this one
 * stops, and whatever ends the wait goes on.
 *
 * <p>Used by one thread at a time, except for {@link #cancel()}, which may come from anywhere.
 */
final class StageCall extends HostWalk {
    /** What the caller holds, unless this is only a part of a call. */
    private final @Nullable StageResult result;

    /** What this part of a call lies within, if it is not the whole. */
    private final @Nullable Enclosure around;
    /** The limit that this call has come back from and has not lifted. */
    private @Nullable StageLimit used;
    /** Made when it is first asked for; equal ones, where threads ask at once. */
    private @Nullable Inherited lasting;

    /** Runs a whole call; everything that goes wrong arrives through the answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is what the method is to return
    static @Nullable Object run(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body)
            throws Throwable {
        CallStack stack = CallStack.here();
        if (stack.isCallOfSuper(plan, self)) {
            return body.run(arguments);
        }
        StageCall call = new StageCall(plan, self, arguments, body, stack);
        StageResult held = call.result;
        call.go(Heading.IN);
        call.caller = null;
        return held;
    }

    private StageCall(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body, CallStack stack) {
        super(body, null, null);
        this.result = new StageResult(this);
        this.around = null;
        this.caller = Thread.currentThread();
        this.id = stack.newId();
        Scope scope = stack.current();
        begin(plan, scope == null ? null : scope.lasting(), 0);
        on(self);
        startClock();
        this.arguments = arguments;
        this.argumentCount = arguments.length;
    }

    /** The part of that call which lies behind the door that it has just passed, and behind that limit. */
    StageCall(StageCall outer, StageLimit around) {
        super(outer.body, outer.root, outer.context);
        this.result = null;
        this.around = around;
        this.id = CallStack.here().newId();
        continueFrom(outer.plan, outer.self, outer, outer.position, outer.startedNanos());
        this.deadlineNanos = around.atNanos();
        this.arguments = outer.arguments;
        this.argumentCount = outer.argumentCount;
        this.trace = outer.trace;
    }

    /** A child of that call: what lies behind one of its doors, with arguments of its own. */
    StageCall(StageCall parent, Inner inner, Spread.Child child, Enclosure around) {
        this(inner, parent, parent.root, parent.context, around, child.arguments(), bodyOf(inner, child.instead()));
    }

    /** A run of what lies behind a door, beside the call that was at that door. */
    StageCall(StageRest rest, @Nullable Object[] arguments, Enclosure around) {
        this(
                rest.inner(),
                rest.scope(),
                null,
                rest.context(),
                around,
                arguments,
                rest.inner().body());
    }

    private StageCall(
            Inner inner,
            Scope parent,
            @Nullable HostWalk root,
            ContextCarrier.@Nullable Captured context,
            Enclosure around,
            @Nullable Object[] arguments,
            Body body) {
        super(body, root, context);
        this.result = null;
        this.around = around;
        this.id = CallStack.here().newId();
        begin(inner.plan(), parent, inner.first());
        on(inner.self());
        this.arguments = arguments;
        this.argumentCount = arguments.length;
    }

    private static Body bodyOf(Inner inner, Verdict.@Nullable Invocation instead) {
        return instead == null ? inner.body() : own -> instead.run();
    }

    @Override
    void go(Heading heading) {
        Heading next = walk(heading);
        while (next == Heading.IN) {
            next = walk(runBody());
        }
        if (next == Heading.OUT) {
            finish();
        }
    }

    private Heading runBody() {
        if (cancelled()) {
            return fail(new CancellationException());
        }
        try {
            return await(runHere(null), "the method", this::take);
        } catch (Throwable thrown) {
            return fail(thrown);
        }
    }

    private void finish() {
        if (around != null) {
            around.ended(this);
            return;
        }
        try {
            recordEnd(cancelled());
        } finally {
            if (result != null) {
                result.take(value, failure);
            }
        }
    }

    /** How a child has ended. */
    Outcome childOutcome() {
        return cancelled() ? Outcome.CANCELLED : outcome();
    }

    @Override
    public Heading spread(Spread spread) {
        rememberContext();
        return new StageGathering(this, inner(), spread).begin();
    }

    @Override
    public Heading detach(Admission.Detach detach) {
        rememberContext();
        return detach.then().apply(new StageRest(inner(), lasting(), context)).carriedOutBy(this);
    }

    /** What lies behind the door that is being knocked at. */
    private Inner inner() {
        return new Inner(plan, self, position + 1, body, trace);
    }

    @Override
    Heading limit(Limit limit) {
        rememberContext();
        // An outer call ends by its deadline only what it waits for itself, so this limit keeps it too.
        return new StageLimit(this, Math.min(deadlineNanos, after(limit.nanos()))).begin();
    }

    /** The time allowed is used or over; the outcome is the inner call's, or none yet if that one comes too late. */
    void comeBack(StageLimit limit, @Nullable StageCall inner) {
        timePassed();
        used = limit;
        take(null, null);
        if (inner != null) {
            take(inner.value, inner.failure);
            replaced = inner.replaced;
            diverted = inner.diverted;
        }
    }

    @Override
    void lift(Limit limit) {
        StageLimit lifted = used;
        used = null;
        // There is none if the timer could not take the limit, which is what the call fails with.
        if (lifted != null && (lifted.expired() || ranOutOfTime(lifted.atNanos()))) {
            expire(limit);
        }
    }

    /** Without what the call was given: whoever keeps this does not keep that. */
    @Override
    public Scope lasting() {
        Inherited made = lasting;
        if (made == null) {
            Scope outer = parent == null ? null : parent.lasting();
            made = new Inherited(id, ticketsOf(new WeakReference<>(this)), deadlineNanos, time(), outer);
            lasting = made;
        }
        return made;
    }

    /** A call under way is kept alive by whatever it waits for. */
    private static Inherited.Tickets ticketsOf(WeakReference<StageCall> call) {
        return (pass, callId) -> {
            StageCall live = call.get();
            return live != null && live.hold(pass, callId);
        };
    }
}

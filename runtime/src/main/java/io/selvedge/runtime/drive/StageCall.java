package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Spread;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.record.Outcome;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The driver of methods that return a {@link CompletionStage}: never blocks. Where the blocking driver waits, this one
 * stops, and whatever ends the wait goes on.
 *
 * <p>Used by one thread at a time, except for {@link #cancel()}, which may come from anywhere.
 */
final class StageCall extends LimitedWalk {
    /** What the caller holds, once this may go on without its thread; {@code null} also for a part of a call. */
    private @Nullable StageResult result;

    /** What this part of a call lies within, if it is not the whole. */
    private final @Nullable Enclosure around;

    /** Runs a whole call; everything that goes wrong arrives through the answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is what the method is to return
    static @Nullable Object run(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body)
            throws Throwable {
        CallStack stack = CallStack.here();
        Scope scope = stack.current();
        if (CallStack.isCallOfSuper(scope, plan, self)) {
            return body.run(arguments);
        }
        StageCall call = stack.takeStageCall(body);
        call.open(plan, self, arguments, stack.newId(), scope);
        call.go(Heading.IN);
        StageResult held = call.result;
        if (held != null) {
            call.caller = null;
            return held;
        }
        StageResult done = StageResult.of(call.value, call.failure);
        call.forget();
        stack.giveBack(call);
        return done;
    }

    /** A whole call of the thread that makes this; may be used again for as long as none has left that thread. */
    StageCall(Body body) {
        super(body, null, null);
        this.around = null;
        this.caller = Thread.currentThread();
    }

    private void open(Plan plan, @Nullable Object self, @Nullable Object[] arguments, long id, @Nullable Scope scope) {
        // Its number comes before what it holds: who asks by the last call's number is to be told nothing of this one.
        this.id = id;
        begin(plan, scope == null ? null : scope.lasting(), 0);
        on(self);
        startClock();
        this.arguments = arguments;
        this.argumentCount = arguments.length;
    }

    /** The part of that call which lies behind the door that it has just passed, and behind that limit. */
    StageCall(LimitedWalk outer, StageLimit around) {
        super(outer.body(), outer.root, outer.context);
        this.around = around;
        this.id = outer.idBehindLimit();
        continueFrom(outer.plan, outer.self, outer, outer.doorsOutsideLimit(), outer.startedNanos());
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
            return await(runHere(null), "the method", HostWalk::take);
        } catch (Throwable thrown) {
            return fail(thrown);
        }
    }

    @Override
    boolean isWhole() {
        return around == null;
    }

    @Override
    void leavesCaller() {
        if (around == null) {
            result = new StageResult(this);
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
        return new Inner(plan, self, position + 1, body(), trace);
    }
}

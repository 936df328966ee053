package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Verdict;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The driver of methods that return a {@link CompletionStage}: never blocks. Where the blocking driver waits, this one
 * stops, and whatever ends the wait goes on.
 *
 * <p>Behind a time limit the call goes on as an inner call of the same method: at the limit the outer one goes on with
 * the time-out while the inner one keeps what it holds until its work has really ended, and its outcome is dropped.
 *
 * <p>Used by one thread at a time, except for {@link #cancel()} and {@link #expire}, which may come from anywhere.
 */
final class StageCall extends StageWalk {
    private final Body body;
    private final @Nullable StageCall outer;
    private final CompletableFuture<@Nullable Object> result;
    /** Set by the first of the inner call's own end and its time limit. */
    private final AtomicBoolean over = new AtomicBoolean();

    private final Turn turn = new Turn();
    private final StageCall root;
    /** When this part of the call must be over, if it lies behind a limit. */
    private final long limitNanos;
    /** The caller's thread for as long as it is still in the call; then its context is no longer the caller's. */
    private volatile @Nullable Thread caller;

    private ContextCarrier.@Nullable Captured context;
    private @Nullable Wakeup alarm;
    private @Nullable StageCall lastInner;
    private boolean expired;

    /** Runs a whole call; everything that goes wrong arrives through the answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is what the method is to return
    static @Nullable Object run(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body)
            throws Throwable {
        CallStack stack = CallStack.here();
        if (stack.isCallOfSuper(plan, self)) {
            return body.run();
        }
        StageCall call = new StageCall(plan, self, arguments, body, stack);
        call.go(Heading.IN);
        call.caller = null;
        return call.result;
    }

    @SuppressWarnings("unchecked") // the plan says that the method returns a stage
    private static CompletionStage<@Nullable Object> stageOf(Object stage) {
        return (CompletionStage<@Nullable Object>) stage;
    }

    private StageCall(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body, CallStack stack) {
        this.body = body;
        this.outer = null;
        this.result = new StageResult(this);
        this.root = this;
        this.limitNanos = NO_DEADLINE;
        this.caller = Thread.currentThread();
        this.id = stack.newId();
        Scope around = stack.current();
        begin(plan, self, around == null ? null : around.lasting(), 0);
        startClock();
        this.arguments = arguments;
        this.argumentCount = arguments.length;
    }

    /** The part of that call which lies behind the door that it has just passed. */
    private StageCall(StageCall outer, long limitNanos) {
        this.body = outer.body;
        this.outer = outer;
        this.result = outer.result;
        this.root = outer.root;
        this.context = outer.context;
        this.id = CallStack.here().newId();
        continueFrom(outer.plan, outer.self, outer, outer.position, outer.startedNanos());
        this.limitNanos = limitNanos;
        this.deadlineNanos = Math.min(outer.deadlineNanos, limitNanos);
        this.arguments = outer.arguments;
        this.argumentCount = outer.argumentCount;
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
            return await(runHere(body), "the method", this::take);
        } catch (Throwable thrown) {
            return fail(thrown);
        }
    }

    /** Runs code of users as part of this call: in its context, and as the parent of the calls made within. */
    private @Nullable Object runHere(Body code) throws Throwable {
        ContextCarrier.Worn worn = wear();
        CallStack stack = CallStack.here();
        Scope around = stack.enter(this);
        try {
            return code.run();
        } finally {
            stack.current = around;
            timePassed();
            worn.takeOff();
        }
    }

    @Override
    boolean onCallersTurn() {
        return root.caller == Thread.currentThread();
    }

    /** The caller's own thread wears the caller's context anyway. */
    private ContextCarrier.Worn wear() {
        return context == null || onCallersTurn() ? ContextCarrier.Captured.NOTHING.wear() : context.wear();
    }

    private Heading await(
            @Nullable Object returned, String whose, BiConsumer<@Nullable Object, @Nullable Throwable> taker) {
        if (returned == null) {
            throw new NullPointerException(whose + " of " + plan.target + " returned null where a stage was due");
        }
        CompletionStage<@Nullable Object> stage = stageOf(returned);
        rememberContext();
        Turn arrival = new Turn();
        onCancel(() -> cancel(stage));
        stage.whenComplete((own, thrown) -> {
            taker.accept(own, thrown);
            if (arrival.end()) {
                goOn(Heading.OUT);
            }
        });
        if (!arrival.leave()) {
            timePassed();
            return Heading.OUT;
        }
        if (cancelled()) {
            cancel(stage);
        }
        return Heading.STOP;
    }

    private void take(@Nullable Object own, @Nullable Throwable thrown) {
        value = own;
        failure = thrown;
        replaced = false;
    }

    private static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) {
            // A stage may refuse to be seen as a future: then it cannot be cancelled, and ends when it ends.
        }
    }

    /** Before the caller's thread is left for the first time. */
    @Override
    void rememberContext() {
        if (context == null && onCallersTurn()) {
            context = plan.environment.carrier().capture();
        }
    }

    private void finish() {
        if (outer == null) {
            try {
                recordEnd(cancelled());
            } finally {
                complete();
            }
        } else if (over.compareAndSet(false, true)) {
            if (turn.end()) {
                outer.goOnAfter(this);
            }
        } else {
            timePassed();
            plan.stages[first - 1].recorder().late(nanos() - limitNanos);
        }
    }

    private void complete() {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    @Override
    Heading limit(Limit limit) {
        // An outer call ends by its deadline only what it waits for itself, so this one keeps it too.
        long at = Math.min(deadlineNanos, after(limit.nanos()));
        StageCall inner = new StageCall(this, at);
        Wakeup alarm = new Wakeup(plan.environment.executor(), () -> expire(inner));
        rememberContext();
        inner.context = context;
        onCancel(inner::cancel);
        inner.alarm = alarm;
        clockOf().arm(alarm, at);
        if (cancelled()) {
            inner.cancel();
        }
        inner.go(Heading.IN);
        if (inner.turn.leave()) {
            return Heading.STOP;
        }
        takeOver(inner);
        return Heading.OUT;
    }

    /** The inner call has ended, one way or the other. */
    private void goOnAfter(StageCall inner) {
        takeOver(inner);
        goOn(Heading.OUT);
    }

    private void takeOver(StageCall inner) {
        timePassed();
        lastInner = inner;
        if (inner.expired) {
            take(null, null);
            return;
        }
        clockOf().disarm(Objects.requireNonNull(inner.alarm));
        take(inner.value, inner.failure);
        replaced = inner.replaced;
        diverted = inner.diverted;
    }

    /** The limit has passed: the outer call goes on, the inner one is told to end and listened to no more. */
    private void expire(StageCall inner) {
        if (inner.over.compareAndSet(false, true)) {
            inner.expired = true;
            inner.cancel();
            if (inner.turn.end()) {
                goOnAfter(inner);
            }
        }
    }

    @Override
    void lift(Limit limit) {
        StageCall inner = lastInner;
        lastInner = null;
        // There is none if the timer could not take the limit, which is what the call fails with.
        if (inner != null && (inner.expired || ranOutOfTime(inner.limitNanos))) {
            expire(limit);
        }
    }

    @Override
    public Heading divert(Verdict.Divert divert) {
        if (cancelled()) {
            // Nobody waits for a stand-in any more.
            return Heading.OUT;
        }
        Throwable original = failure;
        stageRecorder().diverted();
        try {
            return await(
                    runHere(divert.invocation()::run),
                    "the stand-in",
                    (other, thrown) -> standInOrFail(other, thrown, original));
        } catch (Throwable thrown) {
            return failInstead(thrown, original);
        }
    }

    private void standInOrFail(@Nullable Object other, @Nullable Throwable thrown, @Nullable Throwable original) {
        if (thrown == null) {
            standIn(other);
            diverted = true;
        } else {
            failInstead(thrown, original);
        }
    }

    @Override
    public Scope lasting() {
        return this;
    }
}

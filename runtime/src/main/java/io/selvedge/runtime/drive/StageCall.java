package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Verdict;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The driver of methods that return a {@link CompletionStage}: never blocks. Where the blocking driver waits, this one
 * stops, and whatever ends the wait goes on.
 *
 * <p>Used by one thread at a time, except for {@link #cancel()}, which may come from anywhere.
 */
final class StageCall extends StageWalk {
    private final Body body;
    private final CompletableFuture<@Nullable Object> result;
    private final StageCall root;
    /** What this part of the call lies behind, if it is not the outermost one. */
    private final @Nullable StageLimit around;
    /** The caller's thread for as long as it is still in the call; then its context is no longer the caller's. */
    private volatile @Nullable Thread caller;

    private ContextCarrier.@Nullable Captured context;
    /** The limit that this call has come back from and has not lifted. */
    private @Nullable StageLimit used;

    /** Runs a whole call; everything that goes wrong arrives through the answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is what the method is to return
    static @Nullable Object run(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body)
            throws Throwable {
        CallStack stack = CallStack.here();
        if (stack.isCallOfSuper(plan, self)) {
            return body.run(arguments);
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
        this.result = new StageResult(this);
        this.root = this;
        this.around = null;
        this.caller = Thread.currentThread();
        this.id = stack.newId();
        Scope scope = stack.current();
        begin(plan, self, scope == null ? null : scope.lasting(), 0);
        startClock();
        this.arguments = arguments;
        this.argumentCount = arguments.length;
    }

    /** The part of that call which lies behind the door that it has just passed, and behind that limit. */
    StageCall(StageCall outer, StageLimit around) {
        this.body = outer.body;
        this.result = outer.result;
        this.root = outer.root;
        this.around = around;
        this.context = outer.context;
        this.id = CallStack.here().newId();
        continueFrom(outer.plan, outer.self, outer, outer.position, outer.startedNanos());
        this.deadlineNanos = around.atNanos();
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
            return await(runHere(null), "the method", this::take);
        } catch (Throwable thrown) {
            return fail(thrown);
        }
    }

    /** Runs the method, or other code of users, as part of this call: in its context, and as the parent of the calls made within. */
    private @Nullable Object runHere(Verdict.@Nullable Invocation other) throws Throwable {
        ContextCarrier.Worn worn = wear();
        CallStack stack = CallStack.here();
        Scope around = stack.enter(this);
        try {
            return other == null ? body.run(arguments) : other.run();
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
        if (around != null) {
            around.ended();
            return;
        }
        try {
            recordEnd(cancelled());
        } finally {
            complete();
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
                    runHere(divert.invocation()),
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

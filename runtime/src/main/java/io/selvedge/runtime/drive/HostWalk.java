package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Verdict;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How an asynchronous call runs code of users, and waits for the stages that it gets for it.
 *
 * <p>Used by one thread at a time, as {@link StageWalk} says.
 */
abstract class HostWalk extends StageWalk {
    private @Nullable Body body;
    final HostWalk root;
    /** The caller's thread for as long as it is still in the call; then its context is no longer the caller's. */
    volatile @Nullable Thread caller;

    ContextCarrier.@Nullable Captured context;

    /**
     * @param root the outermost part of the call; {@code null} if this is it
     * @param context the caller's, if it has been taken
     */
    HostWalk(Body body, @Nullable HostWalk root, ContextCarrier.@Nullable Captured context) {
        this.body = body;
        this.root = root == null ? this : root;
        this.context = context;
    }

    /** The method. */
    final Body body() {
        return Objects.requireNonNull(body);
    }

    /** From now on the method is that one. */
    final void runs(@Nullable Body other) {
        body = other;
    }

    /** Runs the method, or other code of users, as part of this call: in its context, and as parent of calls within. */
    final @Nullable Object runHere(Verdict.@Nullable Invocation other) throws Throwable {
        ContextCarrier.Worn worn = wear();
        CallStack stack = CallStack.here();
        Scope around = stack.entered;
        int aroundAt = stack.enteredAt;
        stack.enter(this);
        try {
            return other == null ? body().run(arguments) : other.run();
        } finally {
            stack.entered = around;
            stack.enteredAt = aroundAt;
            timePassed();
            worn.takeOff();
        }
    }

    @Override
    final boolean onCallersTurn() {
        return root.caller == Thread.currentThread();
    }

    /** The caller's own thread wears the caller's context anyway; but none works for this call before. */
    private ContextCarrier.Worn wear() {
        ContextCarrier.Worn worn =
                context == null || onCallersTurn() ? ContextCarrier.Captured.NOTHING.wear() : context.wear();
        return trace == null ? worn : worn.within(trace);
    }

    /** Asks something that may call code of users, as the method itself is run. */
    final boolean ask(Question question) throws Throwable {
        return Boolean.TRUE.equals(runHere(question::ask));
    }

    /** What is asked. */
    @FunctionalInterface
    interface Question {
        boolean ask() throws Throwable;
    }

    /** Takes how a stage has ended that this call has waited for. */
    @FunctionalInterface
    interface Taker {
        void take(HostWalk call, @Nullable Object value, @Nullable Throwable failure);
    }

    final Heading await(@Nullable Object returned, String whose, Taker taker) {
        if (returned == null) {
            throw new NullPointerException(whose + " of " + plan.target + " returned null where a stage was due");
        }
        CompletionStage<@Nullable Object> stage = stageOf(returned);
        if (isDone(stage)) {
            takeDone((CompletableFuture<@Nullable Object>) stage, taker);
            timePassed();
            return Heading.OUT;
        }
        return awaitEnd(stage, taker);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its end is told at once
    private void takeDone(CompletableFuture<@Nullable Object> stage, Taker taker) {
        if (stage.isCompletedExceptionally()) {
            stage.whenComplete((none, thrown) -> taker.take(this, none, thrown));
        } else {
            taker.take(this, stage.join(), null);
        }
    }

    /** Waits for a stage that may not be done yet. */
    Heading awaitEnd(CompletionStage<@Nullable Object> stage, Taker taker) {
        rememberContext();
        Turn arrival = new Turn();
        onCancel(() -> cancel(stage));
        stage.whenComplete((own, thrown) -> {
            // Only the first end counts: the frame may have gone on since.
            if (arrival.claim()) {
                taker.take(this, own, thrown);
                if (arrival.end()) {
                    goOn(Heading.OUT);
                }
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

    /** Whether there is nothing to wait for; a class of somebody else's may see that differently. */
    static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
    }

    final void take(@Nullable Object own, @Nullable Throwable thrown) {
        value = own;
        failure = thrown;
        replaced = false;
    }

    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable e) {
            // A stage may refuse to be seen as a future, or fail to be cancelled: then it ends when it ends. Whoever
            // cancels it has others to tell, and a call to go on with.
        }
    }

    /** The caller's thread may be left from now on. */
    abstract void leavesCaller();

    /** Before the caller's thread is left for the first time. */
    @Override
    final void rememberContext() {
        if (context == null && onCallersTurn()) {
            context = plan.environment.carrier().capture();
            leavesCaller();
        }
    }

    @Override
    public final Heading divert(Verdict.Divert divert) {
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
                    (call, other, thrown) -> call.standInOrFail(other, thrown, original));
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

    @SuppressWarnings("unchecked") // the plan says that the method returns a stage
    private static CompletionStage<@Nullable Object> stageOf(Object stage) {
        return (CompletionStage<@Nullable Object>) stage;
    }
}

package io.selvedge.testkit;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An engine in virtual time and one way to drive its calls. Made for one test; used by the thread that made it, whose
 * calls move the time on by themselves.
 */
public final class Driven implements AutoCloseable {

    /** How calls are driven. */
    public enum Mode {
        /** A method that returns its value. */
        BLOCKING("blocking"),
        /** A method whose stage is complete when it returns it, where the work takes no time. */
        STAGE_AT_ONCE("stage, complete at once"),
        /** A method whose stage completes later, always. */
        STAGE_LATER("stage, complete later");

        private final String description;

        Mode(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    private static final long REAL_LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

    private final Mode mode;
    private final VirtualTime time = new VirtualTime();
    private final RecordingRecorder recorder = new RecordingRecorder();
    private final Engine engine;
    private final Hands hands = new Hands();
    private final List<Running> running = new ArrayList<>();

    /** Standard rooms. */
    public Driven(Mode mode) {
        this(mode, options -> options);
    }

    /**
     * What the engine runs beside the caller runs on the thread that hands it over.
     *
     * @param change turns the options of a test engine into others
     */
    public Driven(Mode mode, UnaryOperator<EngineOptions> change) {
        this(mode, change, Runnable::run);
    }

    private Driven(Mode mode, UnaryOperator<EngineOptions> change, @Nullable Executor executor) {
        this.mode = mode;
        this.engine = Engine.start(change.apply(EngineOptions.standard()
                .withName("test")
                .withTime(time)
                .withExecutor(executor == null ? hands : executor)
                .withRecorder(recorder)));
    }

    /**
     * For calls that work on several threads at once: what a blocking call runs beside its caller has threads of its own,
     * and calls that are {@link #started} wait for each other and the time to be moved.
     */
    public static Driven withHands(Mode mode, UnaryOperator<EngineOptions> change) {
        return new Driven(mode, change, mode == Mode.BLOCKING ? null : Runnable::run);
    }

    /** The threads beside the callers', where there are any. */
    public Hands hands() {
        return hands;
    }

    /**
     * Begins a call, of any kind, and lets it go as far as it can without the time moving on.
     *
     * @param call returns the value, or in the asynchronous modes the stage
     */
    public Running started(Callable<? extends @Nullable Object> call) {
        return Running.started(this, call);
    }

    /** Does what a method of this mode would: returns the value or throws after some time, or returns a stage of it. */
    public @Nullable Object react(Reaction reaction) throws Exception {
        Script script = new Script(this);
        return blocking() ? script.run(reaction) : script.stage(reaction);
    }

    public Mode mode() {
        return mode;
    }

    /** Whether calls return their value, rather than a stage of it. */
    public boolean blocking() {
        return mode == Mode.BLOCKING;
    }

    public Engine engine() {
        return engine;
    }

    public VirtualTime time() {
        return time;
    }

    public RecordingRecorder recorder() {
        return recorder;
    }

    /** Calls guarded by the policies that this annotation type carries; its simple name is their name. */
    public DrivenGuard guard(Class<? extends Annotation> bundle) {
        return guard(bundle.getSimpleName(), bundle);
    }

    /** Calls guarded by the policies that this annotation type carries. */
    public DrivenGuard guard(String name, Class<? extends Annotation> bundle) {
        return new DrivenGuard(this, engine.guard(name, bundle));
    }

    /** Calls guarded by the policies that this annotation type carries, with one state per key. */
    public DrivenKeyedGuard keyedGuard(Class<? extends Annotation> bundle) {
        return new DrivenKeyedGuard(this, engine.keyedGuard(bundle.getSimpleName(), bundle));
    }

    /** Moves the time on, one event after the other, letting every call go as far as it can in between. */
    public void advance(long millis) {
        long target = time.nanos() + Duration.ofMillis(millis).toNanos();
        settle();
        // Asked once a round: who was counted may have gone when it is asked again, and the next be beyond the target.
        for (long next = time.nextNanos(); next <= target; next = time.nextNanos()) {
            time.advanceTo(Math.max(time.nanos(), next));
            settle();
        }
        time.advanceTo(target);
        settle();
    }

    /** Waits until no call can go on before the time does. */
    public void settle() {
        long began = System.nanoTime();
        while (!time.parked(this::underWay)) {
            if (System.nanoTime() - began > REAL_LIMIT_NANOS) {
                throw new AssertionError("a call neither ends nor waits: " + time);
            }
            Thread.yield();
        }
    }

    private long underWay() {
        // In this order: a call that hands something over is counted itself until that is.
        long calls = running.stream().filter(Running::inItsThread).count();
        return calls + hands.atWork();
    }

    void track(Running call) {
        running.removeIf(Running::isDone);
        running.add(call);
        settle();
    }

    /** Ends the engine, and interrupts calls that have not ended. */
    @Override
    public void close() {
        running.forEach(Running::abandon);
        hands.abandon();
        engine.close();
        time.close();
    }
}

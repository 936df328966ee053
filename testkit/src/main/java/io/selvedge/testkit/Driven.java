package io.selvedge.testkit;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
    private final List<Running> running = new ArrayList<>();

    /** Standard rooms. */
    public Driven(Mode mode) {
        this(mode, options -> options);
    }

    /** @param change turns the options of a test engine into others */
    public Driven(Mode mode, UnaryOperator<EngineOptions> change) {
        this.mode = mode;
        this.engine = Engine.start(change.apply(EngineOptions.standard()
                .withName("test")
                .withTime(time)
                .withExecutor(Runnable::run)
                .withRecorder(recorder)));
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
        while (time.nextNanos() <= target) {
            time.advanceTo(Math.max(time.nanos(), time.nextNanos()));
            settle();
        }
        time.advanceTo(target);
        settle();
    }

    /** Waits until no call can go on before the time does. */
    public void settle() {
        long began = System.nanoTime();
        while (time.parked() < running.stream().filter(Running::inItsThread).count()) {
            if (System.nanoTime() - began > REAL_LIMIT_NANOS) {
                throw new AssertionError("a call neither ends nor waits: " + time);
            }
            Thread.yield();
        }
    }

    void track(Running call) {
        running.add(call);
        settle();
    }

    /** Ends the engine, and interrupts calls that have not ended. */
    @Override
    public void close() {
        running.forEach(Running::abandon);
        engine.close();
        time.close();
    }
}

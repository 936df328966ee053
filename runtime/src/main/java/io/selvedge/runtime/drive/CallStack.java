package io.selvedge.runtime.drive;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The guarded calls that a thread is in, innermost last, and frames to use again.
 *
 * <p>Confined to its thread. A frame is reused as soon as its call has ended, so that a call allocates nothing; nothing
 * may refer to a frame from elsewhere afterwards ({@link Scope#lasting()} is for that).
 */
final class CallStack {
    private static final ThreadLocal<CallStack> LOCAL = ThreadLocal.withInitial(CallStack::new);
    private static final AtomicLong NEXT_BLOCK = new AtomicLong(1);
    private static final int BLOCK = 1 << 16;

    private BlockingCall[] frames = new BlockingCall[4];
    private int depth;
    private @Nullable Scope current;
    private long nextId;
    private long lastId;

    static CallStack here() {
        return LOCAL.get();
    }

    @Nullable Scope current() {
        return current;
    }

    /** Enters a scope and answers the one around it, to be given to {@link #leave} on the same thread. */
    @Nullable Scope enter(@Nullable Scope scope) {
        Scope around = current;
        current = scope;
        return around;
    }

    void leave(@Nullable Scope around) {
        current = around;
    }

    /** A frame whose last call is over. */
    BlockingCall takeFrame() {
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, depth * 2);
        }
        BlockingCall frame = frames[depth];
        if (frame == null) {
            frame = new BlockingCall(this);
            frames[depth] = frame;
        }
        depth++;
        return frame;
    }

    void returnFrame() {
        depth--;
    }

    /** Whether a call of that plan on that object is the overridden half of the call that this thread is in. */
    boolean isCallOfSuper(Plan plan, @Nullable Object self) {
        return self != null
                && current instanceof Walk walk
                && walk.self() == self
                && walk.plan != plan
                && walk.plan.overrides(plan);
    }

    /** Numbers come in blocks, so that threads do not meet over each. */
    long newId() {
        if (nextId == lastId) {
            nextId = NEXT_BLOCK.getAndAdd(BLOCK);
            lastId = nextId + BLOCK;
        }
        return nextId++;
    }
}

package io.selvedge.runtime.drive;

import io.selvedge.runtime.memory.Padding;
import io.selvedge.runtime.memory.StackRoom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The guarded calls that a thread is in, innermost last, and frames to use again.
 *
 * <p>Confined to its thread. A frame is reused as soon as its call has ended, so that a call allocates nothing; nothing
 * may refer to a frame from elsewhere afterwards ({@link Scope#lasting()} is for that).
 */
class CallStack extends Padding {
    /*
     * Padded, since it is written with every call: two threads whose stacks lay side by side, or beside something that the
     * other one reads, took up to 2.5 times as long for calls that had nothing in common. Where things lie is up to the
     * collector, so without this some processes were fast, and others slow.
     */

    private static final ThreadLocal<CallStack> LOCAL = ThreadLocal.withInitial(CallStack::ofThisThread);
    private static final AtomicLong NEXT_BLOCK = new AtomicLong(1);
    private static final int BLOCK = 1 << 16;
    /** Nested so deep, calls are a recursion that may have no end. */
    private static final int DEEP = 64;
    /** For the way in and out, in bytes of compiled code; looked for where code is interpreted it is nearly three times that. */
    private static final int ROOM = 6 * 1024;
    /** No scope has been entered but by beginning calls. */
    static final int NOWHERE = -1;

    /**
     * How many of this thread's limits have interrupted it and have not been lifted: any of them may have put the flag
     * up. Timers' threads count too.
     */
    final AtomicInteger rungAlarms = new AtomicInteger();
    /** Alarms of limits that have been lifted, which the timer may still have. */
    @Nullable InterruptAlarm unstopped;

    /** For the next asynchronous call, if the last one has never left this thread. */
    private @Nullable StageCall spare;

    private BlockingCall[] frames = new BlockingCall[4];
    /*
     * The innermost scope is the frame on top, unless another scope has been entered since that one was begun: so a call
     * that begins stores a number and no reference, which collectors make dear in an object as old as this.
     *
     * These three are written where a call ends as well, and not by a method of this class, which might find no stack to
     * be called on. A call puts back what it has found, so the outermost one heals what any within could not.
     */
    int depth;

    @Nullable Scope entered;
    /** How many frames there were when that was entered, or {@link #NOWHERE}. */
    int enteredAt = NOWHERE;

    private long nextId;
    private long lastId;

    private CallStack() {}

    /** One that is kept away from what lies behind it as well. */
    static final class Padded extends CallStack {
        long q01, q02, q03, q04, q05, q06, q07, q08;
        long q11, q12, q13, q14, q15, q16, q17, q18;

        @Override
        BlockingCall newFrame() {
            return new PaddedCall(this, depth);
        }
    }

    BlockingCall newFrame() {
        return new BlockingCall(this, depth);
    }

    /** There may be millions of virtual threads, each of which ends soon. */
    private static CallStack ofThisThread() {
        return VirtualThread.is(Thread.currentThread()) ? new CallStack() : new Padded();
    }

    static CallStack here() {
        return LOCAL.get();
    }

    @Nullable Scope current() {
        int frame = depth - 1;
        return enteredAt > frame ? entered : frame < 0 ? null : frames[frame];
    }

    /** Enters a scope; whoever leaves it puts back {@code entered} and {@code enteredAt}. */
    void enter(@Nullable Scope scope) {
        entered = scope;
        enteredAt = depth;
    }

    /** A frame whose last call is over. */
    BlockingCall takeFrame() {
        if (depth >= DEEP) {
            // A recursion that runs away should meet its end here, and not in a policy that gives something back.
            StackRoom.require(ROOM);
        }
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, depth * 2);
        }
        BlockingCall frame = frames[depth];
        if (frame == null) {
            frame = newFrame();
            frames[depth] = frame;
        }
        depth++;
        return frame;
    }

    /** A call of this thread that runs that. */
    StageCall takeStageCall(Body body) {
        StageCall taken = spare;
        if (taken == null) {
            return new StageCall(body);
        }
        spare = null;
        taken.runs(body);
        return taken;
    }

    /** That call is over, and nobody has it. */
    void giveBack(StageCall call) {
        spare = call;
    }

    /** Whether this thread is still in that call; its frame may serve another by now. */
    boolean isIn(BlockingCall call, long id) {
        // The stack of a call never changes, so another thread may ask; only this one's frames are looked at further.
        return call.stack == this && call.level < depth && call.id == id;
    }

    /** Whether a call of that plan on that object is the overridden half of the call that a thread is in that is there. */
    static boolean isCallOfSuper(@Nullable Scope current, Plan plan, @Nullable Object self) {
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

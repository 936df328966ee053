package io.selvedge.runtime.drive;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Which guarded call a thread is in, in a form that can be taken to another thread: calls made there then inherit its
 * deadline and may re-enter what it holds.
 *
 * <p>Immutable.
 */
public final class Lineage {
    private static final Lineage NONE = new Lineage(null, null);

    private final @Nullable Scope scope;
    /** What it was taken from, for as long as that is still there: on its own thread, a call is more than its facts. */
    private final @Nullable BlockingCall live;

    private final long liveId;

    private Lineage(@Nullable Scope scope, @Nullable BlockingCall live) {
        this.scope = scope;
        this.live = live;
        this.liveId = live == null ? 0 : live.id();
    }

    /** The lineage of a thread that is in no guarded call. */
    public static Lineage empty() {
        return NONE;
    }

    /** The calling thread's lineage. */
    public static Lineage current() {
        Scope scope = CallStack.here().current();
        return scope == null ? NONE : new Lineage(scope.lasting(), scope instanceof BlockingCall call ? call : null);
    }

    /** Makes this the calling thread's lineage, for good. */
    public void assume() {
        CallStack stack = CallStack.here();
        stack.enter(scopeOn(stack));
    }

    private @Nullable Scope scopeOn(CallStack stack) {
        return live != null && stack.isIn(live, liveId) ? live : scope;
    }

    /** Whether the thread was in no guarded call. */
    public boolean isEmpty() {
        return scope == null;
    }

    /** Calls the code as part of this lineage, then gives the thread its own back. */
    public <T extends @Nullable Object> T call(Callable<T> code) throws Exception {
        CallStack stack = CallStack.here();
        Scope around = stack.entered;
        int aroundAt = stack.enteredAt;
        stack.enter(scopeOn(stack));
        try {
            return code.call();
        } finally {
            stack.entered = around;
            stack.enteredAt = aroundAt;
        }
    }
}

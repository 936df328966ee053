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
    private static final Lineage NONE = new Lineage(null);

    private final @Nullable Scope scope;

    private Lineage(@Nullable Scope scope) {
        this.scope = scope;
    }

    /** The lineage of a thread that is in no guarded call. */
    public static Lineage empty() {
        return NONE;
    }

    /** The calling thread's lineage. */
    public static Lineage current() {
        Scope scope = CallStack.here().current();
        return scope == null ? NONE : new Lineage(scope.lasting());
    }

    /** Makes this the calling thread's lineage, for good. */
    public void assume() {
        CallStack.here().enter(scope);
    }

    /** Whether the thread was in no guarded call. */
    public boolean isEmpty() {
        return scope == null;
    }

    /** Calls the code as part of this lineage, then gives the thread its own back. */
    public <T extends @Nullable Object> T call(Callable<T> code) throws Exception {
        CallStack stack = CallStack.here();
        Scope around = stack.enter(scope);
        try {
            return code.call();
        } finally {
            stack.current = around;
        }
    }
}

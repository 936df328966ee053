package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A call as a test wants it. */
public final class ScriptedCall extends Call {
    public static final Target KEYED = new Target("Tasks.find", null, false, 0);
    public static final Target PLAIN = new Target("Tasks.all", null, false);
    private static final AtomicLong IDS = new AtomicLong();

    private final Target target;
    private final long id = IDS.incrementAndGet();
    private final @Nullable Call parent;
    private final @Nullable Object[] arguments;

    private ScriptedCall(Target target, @Nullable Call parent, @Nullable Object... arguments) {
        this.target = target;
        this.parent = parent;
        this.arguments = arguments;
    }

    public static ScriptedCall plain() {
        return new ScriptedCall(PLAIN, null);
    }

    public static ScriptedCall of(@Nullable Object key) {
        return new ScriptedCall(KEYED, null, key);
    }

    /** A call that this one makes. */
    public ScriptedCall nested() {
        return new ScriptedCall(target, this, arguments);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isWithin(long callId) {
        return callId == id || (parent != null && parent.isWithin(callId));
    }

    @Override
    public boolean isWithin(Pass pass) {
        return false;
    }

    @Override
    public @Nullable Object self() {
        return null;
    }

    @Override
    public @Nullable Object argument(int position) {
        return arguments[position];
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments.clone();
    }

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public long startedNanos() {
        return 0;
    }

    @Override
    public long deadlineNanos() {
        return NO_DEADLINE;
    }
}

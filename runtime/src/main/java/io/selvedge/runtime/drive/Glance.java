package io.selvedge.runtime.drive;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * All calls of a method whose policies decide at a glance, or need not be asked: what the one that is asked is shown of
 * each, without a frame. Also those of a method whose only policy refuses at a glance: there the others need a frame.
 *
 * <p>Immutable, thread-safe.
 */
final class Glance extends Call {
    /*
     * A frame costs some 10 ns, more than most policies. What it is for, none of these calls needs: they hold no turn
     * that a call within might ask for, set no deadline, and wait for nothing. There is one thing more that frames tell,
     * whether a call is the overridden half of another. So only such methods are served that override nothing, and only
     * on objects of the very class that declares them: no call of super can end or begin there. And a call has but one
     * ticket in hand: of all others it is known.
     */
    private static final int NOBODY = -1;

    private final Plan plan;
    /** Which policy is asked, if any. */
    private final int asked;

    private final Policy policy;
    private final @Nullable Pass standing;
    /** Whether nobody is let in here, and some are turned away. */
    private final boolean refusesOnly;

    private final @Nullable Class<?> type;

    private Glance(Plan plan, Method method, int asked, boolean refusesOnly) {
        this.plan = plan;
        this.asked = asked;
        this.policy = plan.stages[asked == NOBODY ? 0 : asked].policy;
        this.standing = asked == NOBODY ? plan.stages[0].standing : null;
        this.refusesOnly = refusesOnly;
        this.type = Modifier.isStatic(method.getModifiers()) ? null : method.getDeclaringClass();
    }

    /** Of that plan, or {@code null} if its calls need more. */
    static @Nullable Glance ofOrNull(Plan plan) {
        Method method = plan.target.method();
        if (method == null || plan.needsClosure() || Overriding.isOverride(method)) {
            return null;
        }
        Policy only = plan.stages[0].policy;
        if (plan.stages.length == 1 && only.refusesAtAGlance() && !only.decidesAtAGlance()) {
            return new Glance(plan, method, 0, true);
        }
        int asked = NOBODY;
        for (int i = 0; i < plan.stages.length; i++) {
            Stage stage = plan.stages[i];
            boolean one = stage.standing != null || asked == NOBODY;
            if (!one || !stage.policy.decidesAtAGlance() || stage.standingLimit != null) {
                return null;
            }
            asked = stage.standing == null ? i : asked;
        }
        return new Glance(plan, method, asked, false);
    }

    /** Lets a call in; {@code null} if it needs a frame after all, and is then asked about again. */
    @Nullable Pass admit(@Nullable Object self) {
        if (self != null && self.getClass() != type) {
            return null;
        }
        if (standing != null) {
            return standing;
        }
        if (refusesOnly) {
            return refuseOrNull();
        }
        return policy.admit(this) instanceof Pass pass ? pass : null;
    }

    private @Nullable Pass refuseOrNull() {
        PolicyException refusal = policy.refusalAtAGlance(this);
        if (refusal != null) {
            throw refusal;
        }
        return null;
    }

    /** A call has returned. */
    void settle(Pass pass) {
        if (standing == null) {
            policy.settle(this, pass, null, null);
        }
    }

    /** Puts a call that was let in with that ticket behind all doors. */
    void handTo(Walk call, Pass pass) {
        if (asked != NOBODY) {
            call.position = asked;
            call.takeTicket(pass);
        }
        call.position = plan.stages.length;
    }

    @Override
    public Target target() {
        return plan.target;
    }

    @Override
    public long nanos() {
        return plan.environment.time().nanos();
    }

    @Override
    public boolean clockIsRead() {
        return false;
    }

    /** A refusal is told to those further out, by a frame, unless there are none. */
    @Override
    public Admission turnAway(PolicyException failure) {
        if (plan.stages.length == 1) {
            throw failure;
        }
        return super.turnAway(failure);
    }

    @Override
    public long id() {
        throw notSeen();
    }

    @Override
    public boolean isWithin(long callId) {
        throw notSeen();
    }

    @Override
    public boolean isWithin(Pass pass) {
        if (!refusesOnly) {
            throw notSeen();
        }
        Scope around = CallStack.here().current();
        return around != null && around.isWithin(pass);
    }

    @Override
    public @Nullable Object self() {
        throw notSeen();
    }

    @Override
    public @Nullable Object argument(int position) {
        throw notSeen();
    }

    @Override
    public @Nullable Object[] arguments() {
        throw notSeen();
    }

    @Override
    public long startedNanos() {
        throw notSeen();
    }

    @Override
    public long deadlineNanos() {
        throw notSeen();
    }

    private IllegalStateException notSeen() {
        return new IllegalStateException(policy + " said that it decides at a glance, and looks at more of the call");
    }
}

package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All calls of a method whose one policy decides at a glance: what that policy is shown of each, without a frame.
 *
 * <p>Immutable, thread-safe.
 */
final class Glance extends Call {
    /*
     * A frame costs some 15 ns, more than most policies. What it is for, none of these calls needs: they hold no turn
     * that a call within might ask for, set no deadline, and wait for nothing. There is one thing more that frames tell,
     * whether a call is the overridden half of another. So only such methods are served that override nothing, and only
     * on objects of the very class that declares them: no call of super can end or begin there.
     */
    private final Target target;
    private final Policy policy;
    private final Environment environment;
    private final @Nullable Class<?> type;

    private Glance(Target target, Policy policy, Environment environment, @Nullable Class<?> type) {
        this.target = target;
        this.policy = policy;
        this.environment = environment;
        this.type = type;
    }

    /** Of that plan, or {@code null} if its calls need more. */
    static @Nullable Glance ofOrNull(Plan plan) {
        Method method = plan.target.method();
        return method == null || !isEnough(plan) || overridesAny(method, method.getDeclaringClass())
                ? null
                : new Glance(plan.target, plan.stages[0].policy(), plan.environment, typeOf(method));
    }

    private static boolean isEnough(Plan plan) {
        Stage first = plan.stages[0];
        return plan.stages.length == 1 && first.policy().decidesAtAGlance() && !plan.needsClosure();
    }

    private static @Nullable Class<?> typeOf(Method method) {
        return Modifier.isStatic(method.getModifiers()) ? null : method.getDeclaringClass();
    }

    /** Whether some type above has a body of that name, whatever its parameters: better once too often. */
    private static boolean overridesAny(Method method, Class<?> type) {
        Class<?> above = type.getSuperclass();
        return (above != null && above != Object.class && hasOrOverrides(method, above))
                || Arrays.stream(type.getInterfaces()).anyMatch(each -> hasOrOverrides(method, each));
    }

    private static boolean hasOrOverrides(Method method, Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(other ->
                                other.getName().equals(method.getName()) && !Modifier.isAbstract(other.getModifiers()))
                || overridesAny(method, type);
    }

    /** Lets a call in; {@code null} if it needs a frame after all. */
    @Nullable Pass admit(@Nullable Object self) {
        if (self != null && self.getClass() != type) {
            return null;
        }
        Admission admission = policy.admit(this);
        if (admission instanceof Pass pass) {
            return pass;
        }
        throw ((Admission.Refuse) admission).failure();
    }

    /** A call has returned. */
    void settle(Pass pass) {
        policy.settle(this, pass, null, null);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public long nanos() {
        return environment.time().nanos();
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
        throw notSeen();
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

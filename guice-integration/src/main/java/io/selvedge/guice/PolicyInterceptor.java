package io.selvedge.guice;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.drive.Plan;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Brings the calls of one method to the engine that serves its class, as woven code would.
 *
 * <p>Thread-safe: the binding is immutable and replaced as a whole.
 */
final class PolicyInterceptor implements MethodInterceptor {
    private final Method method;
    private @Nullable Binding binding;

    PolicyInterceptor(Method method) {
        this.method = method;
    }

    /** The plan, and the epoch in which it is known to be the right one. */
    private record Binding(Plan plan, int epoch) {}

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        return plan().run(call.getThis(), call.getArguments(), arguments -> call.proceed());
    }

    private Plan plan() {
        Binding known = binding;
        return known != null && known.epoch() == Engine.epoch() ? known.plan() : bind();
    }

    /** The epoch is read first: if it changes meanwhile, the next call binds anew. */
    private Plan bind() {
        int epoch = Engine.epoch();
        Plan plan = Engine.serving(method.getDeclaringClass()).plan(method);
        binding = new Binding(plan, epoch);
        return plan;
    }
}

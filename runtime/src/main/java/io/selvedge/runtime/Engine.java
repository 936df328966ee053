package io.selvedge.runtime;

import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.compile.Brought;
import io.selvedge.runtime.compile.PlanCompiler;
import io.selvedge.runtime.compile.Setting;
import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.jfr.Flight;
import io.selvedge.runtime.policy.Switch;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.runtime.time.Time;
import io.selvedge.runtime.work.EngineExecutor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and runs the policies of guarded methods, and owns what they need: timer, executor, state, meters.
 *
 * <p>Woven code finds its engine by class: the one that {@linkplain #serve serves} the class, else the one that
 * {@linkplain #serveTheRest serves the rest}, else {@link #standard()}. No engine takes a class from another that is
 * open.
 *
 * <p>Thread-safe.
 */
public final class Engine implements AutoCloseable {
    private final String name;
    private final EngineOptions options;
    private final Environment environment;
    private final PlanCompiler compiler;
    private final @Nullable Flight flight;
    private volatile boolean closed;

    private Engine(EngineOptions options) {
        this.name = options.name();
        this.options = options;
        Time time = options.time() == null ? new SystemTime() : options.time();
        Executor executor = options.executor() == null ? new EngineExecutor() : options.executor();
        this.environment = new Environment(time, executor, options.carrier());
        this.compiler = new PlanCompiler(options.rooms(), environment, options.recorder());
        this.flight = Recordings.attend(this);
    }

    /** Starts an engine that serves nothing yet. It starts no thread before it needs one. */
    public static Engine start(EngineOptions options) {
        return new Engine(options);
    }

    /** Starts an engine with {@link EngineOptions#standard()}. */
    public static Engine start() {
        return start(EngineOptions.standard());
    }

    /**
     * The engine of woven classes that no other serves: standard options, no measurements. Made at first use; closing
     * it makes room for a new one.
     */
    public static Engine standard() {
        return Serving.standard();
    }

    /** The engine that serves that class now. */
    public static Engine serving(Class<?> type) {
        return Serving.of(type);
    }

    /** Changes whenever woven code must ask for its plans anew: an engine serves more or less, or a policy is paused. */
    public static int epoch() {
        return Serving.epoch();
    }

    /**
     * Compiles all guarded methods of these classes and serves their woven code from now on.
     *
     * @return this
     * @throws MisuseException with everything that is wrong with any of them, each guarded method that was not woven
     *     included; then none is served
     * @throws IllegalStateException if another open engine serves one of them; then none is served
     */
    public Engine serve(Collection<Class<?>> types) {
        compiler.checkWoven(types);
        Serving.claim(this, types);
        return this;
    }

    /** As {@link #serve(Collection)}, for those who bring the calls of methods that were not woven by other means. */
    public Engine serveEvenUnwoven(Collection<Class<?>> types) {
        compiler.check(types);
        Serving.claim(this, types);
        return this;
    }

    /** As {@link #serve(Collection)}. */
    public Engine serve(Class<?>... types) {
        return serve(Arrays.asList(types));
    }

    /**
     * Serves all woven classes that no other engine serves.
     *
     * @return this
     * @throws IllegalStateException if another open engine does so
     */
    public Engine serveTheRest() {
        Serving.claimTheRest(this);
        return this;
    }

    /** Whether some open engine serves the rest. */
    public static boolean theRestIsServed() {
        return Serving.theRestIsServed();
    }

    /** The methods declared in that class that carry, or inherit from the class, any policy. */
    public List<Method> guarded(Class<?> type) {
        return compiler.guarded(type);
    }

    /**
     * Whether a policy of the method may run it several times at once, later, or with other arguments, which no
     * interceptor can.
     */
    public static boolean needsWeaving(Method method) {
        return PlanCompiler.needsWeaving(method);
    }

    /**
     * The compiled pipeline of a guarded method, for those who bring calls to the engine: weavers and interceptors.
     *
     * @throws MisuseException with everything that is wrong in the method's class
     */
    public Plan plan(Method method) {
        return compiler.plan(method);
    }

    /**
     * What guards a method: the chain of its policies, outermost first, each as it is written and where, and the
     * defaults that hold for what is not written; for people, not for programs.
     *
     * @throws MisuseException with everything that is wrong in the method's class
     * @throws IllegalArgumentException if nothing guards the method
     */
    public String explain(Method method) {
        if (!compiler.guards(method)) {
            throw new IllegalArgumentException(method + " carries no policy");
        }
        return compiler.explain(compiler.plan(method));
    }

    /** All pipelines compiled so far, of methods and of guards for lambdas, by their targets' names. */
    public List<Plan> plans() {
        return compiler.plans();
    }

    /**
     * As {@link #explain(Method)}, for a pipeline that this engine has compiled.
     *
     * @throws IllegalArgumentException if it has not
     */
    public String explain(Plan plan) {
        return compiler.explain(plan);
    }

    /**
     * The settings that hold in a pipeline, outermost policy first, and where each comes from.
     *
     * @throws IllegalArgumentException if this engine has not compiled the pipeline
     */
    public List<Setting> settings(Plan plan) {
        return compiler.settings(plan);
    }

    /**
     * Tells one more recorder, beside that of the options, what happens from now on in every pipeline that there is and
     * will be. Calls that are under way are not told; nobody who does not watch costs a call anything.
     *
     * @param recorder closed with the engine, unless it has been {@linkplain #unwatch sent away} before
     * @throws IllegalStateException if the engine is closed
     */
    public void watch(Recorder recorder) {
        if (closed) {
            throw new IllegalStateException("engine \"" + name + "\" is closed");
        }
        compiler.watch(recorder);
    }

    /** Tells that recorder nothing any more; it is not closed. */
    public void unwatch(Recorder recorder) {
        compiler.unwatch(recorder);
    }

    /**
     * A guard for lambdas, with one state for all calls.
     *
     * @param guardName what failures, meters and {@link #control} call it
     * @param bundle an annotation type of the user's that carries the policies
     * @throws MisuseException with everything that is wrong with the bundle
     */
    public Guard guard(String guardName, Class<? extends Annotation> bundle) {
        return new Guard(compiler, guardName, bundle, Brought.NOTHING);
    }

    /** A guard for lambdas whose policies keep one state per key, where they can. As {@link #guard} otherwise. */
    public KeyedGuard keyedGuard(String guardName, Class<? extends Annotation> bundle) {
        return new KeyedGuard(new Guard(compiler, guardName, bundle, Brought.A_KEY));
    }

    /**
     * Runs lambdas for each of many elements.
     *
     * @param guardName what failures, meters and {@link #control} call it
     * @param bundle an annotation type of the user's that carries {@code @FanOut}, and the policies of each element
     * @throws MisuseException with everything that is wrong with the bundle
     */
    public FanGuard fanOut(String guardName, Class<? extends Annotation> bundle) {
        return new FanGuard(compiler, guardName, bundle);
    }

    /**
     * A switchboard of a live policy, for operators.
     *
     * @param type an interface that the policy implements, such as {@code CircuitControl}
     * @param instance the policy's shared name, else its method's, such as {@code org.shop.TaskService.find}
     * @throws IllegalArgumentException if there is none of that type and name, naming those that there are
     */
    public <T> T control(Class<T> type, String instance) {
        List<T> found = compiler.controls(type, instance);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no %s is called \"%s\"; there are %s"
                    .formatted(type.getSimpleName(), instance, compiler.instances(type)));
        }
        return found.get(0);
    }

    /**
     * The switch by which operators pause a policy: {@code "active"}, or {@code "paused"}. Calls that begin while it is
     * paused come and go as if it were not there, wherever a policy of that name is used. Calls that are under way, also
     * those that wait at it, end as they began; what it has counted stays. Nobody remembers it beyond this engine.
     *
     * @param room the name of the policy's room, such as {@code "bulkhead"}
     * @param instance as for {@link #control}
     * @throws IllegalArgumentException if there is no such policy, or if it must not be paused: one that makes the method
     *     what it is, such as {@code @FanOut}
     */
    public Switch mode(String room, String instance) {
        return compiler.mode(room, instance, Serving::bindAnew);
    }

    public String name() {
        return name;
    }

    public boolean isClosed() {
        return closed;
    }

    /**
     * Ceases to serve, takes its meters back and lets its threads go. Calls under way go on to their end: their timers
     * still ring, their permits come home. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (flight != null) {
            // First, since nobody may come to watch once it is closed.
            flight.close();
        }
        closed = true;
        Serving.release(this);
        options.recorder().close();
        compiler.close();
        if (options.time() == null) {
            environment.time().close();
        }
        if (options.executor() == null) {
            ((EngineExecutor) environment.executor()).close();
        }
    }

    @Override
    public String toString() {
        return "Engine " + name + (closed ? " (closed)" : "");
    }
}

package io.selvedge.console;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a console is told by its engine: counts only, read once a second by somebody else.
 *
 * <p>Thread-safe. Blocking calls and stages under one name share their counts, as they share their state.
 */
final class Figures implements Recorder {
    private final Map<String, MethodFigures> methods = new ConcurrentHashMap<>();
    private final Map<Policy, Instance> instances = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Runnable closing;

    /** @param closing run when the engine closes */
    Figures(Runnable closing) {
        this.closing = closing;
    }

    @Override
    public CallRecorder calls(Target target) {
        return of(target.name());
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return of(target.name()).stage(room);
    }

    @Override
    public void instance(String room, String instance, Policy policy) {
        instances.put(policy, new Instance(instance, policy));
    }

    MethodFigures of(String method) {
        return methods.computeIfAbsent(method, any -> new MethodFigures());
    }

    int size() {
        return methods.size();
    }

    Instance of(Policy policy) {
        return instances.computeIfAbsent(policy, unannounced -> new Instance("", unannounced));
    }

    @Override
    public void close() {
        closing.run();
    }
}

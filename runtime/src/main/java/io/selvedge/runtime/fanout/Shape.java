package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Join;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Fitting;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Site;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the calls of one target are spread. Immutable. */
interface Shape {

    Admission spread(Call call, FanOutPolicy policy);

    default @Nullable Fitting fitting() {
        return null;
    }

    /**
     * The shape of a target.
     *
     * @param config one that fits the method, which has been checked
     */
    static Shape of(FanOutConfig config, Site site) {
        Method method = site.target().method();
        if (method == null) {
            return new OfLambdas(config);
        }
        Returned returned = Returned.by(method, site.target().returnsStage());
        if (returned.lazy()) {
            return new Lazy(Input.of(method), config);
        }
        Joining.Kind plain = kind(config.join(), returned.whole(config.join()));
        Joining.Kind kind = returned.stage() ? ofStages(plain) : plain;
        if (config.branches().isEmpty()) {
            return new OverElements(Input.of(method), kind, config.batch());
        }
        Branches branches = new Branches(method, site.owner());
        return new OverBranches(config.branches().stream().map(branches::handle).toList(), kind);
    }

    private static Joining.Kind ofStages(Joining.Kind kind) {
        return (name, source) -> new Adapted(kind.begin(name, source), false, true);
    }

    /**
     * How a join is made for each call.
     *
     * @param whole makes the result of all; there is one where the join needs it
     */
    static Joining.Kind kind(Join join, @Nullable Whole whole) {
        return switch (join) {
            case ALL -> (method, source) -> new All(source, Objects.requireNonNull(whole));
            case ALL_SETTLED -> (method, source) -> new AllSettled(source, Objects.requireNonNull(whole));
            case RACE -> (method, source) -> new Race(method);
            case ANY -> AnyOf::new;
        };
    }

    /** Slice by slice, until all are joined. */
    record OverElements(Input input, Joining.Kind kind, int batch) implements Shape {
        @Override
        public Admission spread(Call call, FanOutPolicy policy) {
            Source source = input.open(call, batch);
            return source == null
                    ? Pass.FREE
                    : new Fan(
                            policy,
                            policy::concurrency,
                            source,
                            kind.begin(call.target().name(), source));
        }

        @Override
        public @Nullable Fitting fitting() {
            return input.readOnce() ? Fittings.freshSlice(input.position()) : null;
        }
    }

    /** The body beside its branches. */
    record OverBranches(List<MethodHandle> others, Joining.Kind kind) implements Shape {
        @Override
        public Admission spread(Call call, FanOutPolicy policy) {
            Source source = new Branching(call, others);
            return new Fan(
                    policy,
                    policy::concurrency,
                    source,
                    kind.begin(call.target().name(), source));
        }
    }

    /** A stream that is handed out at once. */
    record Lazy(Input input, FanOutConfig config) implements Shape {
        @Override
        public Admission spread(Call call, FanOutPolicy policy) {
            @Nullable Object[] arguments = call.arguments();
            Object elements = arguments[input.position()];
            if (elements == null) {
                return Pass.FREE;
            }
            LazySource source = new LazySource(input, arguments, config.batch());
            String method = call.target().name();
            return new Admission.Detach(
                    rest -> new Admission.Answer(new LazyFan(rest, source, policy, method).stream()));
        }

        @Override
        public Fitting fitting() {
            return Fittings.drained(input.position());
        }
    }
}

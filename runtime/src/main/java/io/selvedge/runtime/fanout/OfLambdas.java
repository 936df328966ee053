package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Join;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Spreading;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Lambdas that are given lists: each call says what is spread and how. */
record OfLambdas(FanOutConfig config) implements Shape {
    private static final Input FIRST = new Input(0, Slices.LIST);

    @Override
    public Admission spread(Call call, FanOutPolicy policy) {
        Spreading wish = (Spreading) Objects.requireNonNull(call.argument(0));
        int batch = batch(wish);
        Given given = new Given(new @Nullable Object[1], 0, !call.target().returnsStage());
        Source source = Objects.requireNonNull(FIRST.open(wish.elements(), given, batch));
        Joining joining =
                Shape.kind(wish.join(), Wholes.LIST).begin(call.target().name(), source);
        Joining adapted = new Adapted(
                joining, wish.join() == Join.ALL_SETTLED, call.target().returnsStage());
        return new Fan(policy, width(wish.concurrency(), policy), source, adapted);
    }

    /** Where one wins, each runs for itself. */
    private int batch(Spreading wish) {
        if (wish.join() == Join.RACE || wish.join() == Join.ANY) {
            return 1;
        }
        return wish.batch() == 0 ? config.batch() : wish.batch();
    }

    private static IntSupplier width(int wished, FanOutPolicy policy) {
        return wished == 0 ? policy::concurrency : () -> wished;
    }
}

package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Spread.Child;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The body and its branches, all with the call's own arguments. */
final class Branching implements Source {
    private final AtomicInteger cursor = new AtomicInteger();
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;
    private final List<MethodHandle> others;

    /** @param others of type {@code (Object self, Object[] arguments)Object} */
    Branching(Call call, List<MethodHandle> others) {
        this.self = call.self();
        this.arguments = call.arguments();
        this.others = others;
    }

    @Override
    public boolean next(Child child) {
        int index = cursor.getAndIncrement();
        if (index > others.size()) {
            return false;
        }
        if (index == 0) {
            child.give(0, arguments);
        } else {
            MethodHandle other = others.get(index - 1);
            child.give(index, arguments, () -> (Object) other.invokeExact(self, arguments));
        }
        return true;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public int children() {
        return expected();
    }

    @Override
    public int expected() {
        return others.size() + 1;
    }

    @Override
    public int elements(long index) {
        return 1;
    }
}

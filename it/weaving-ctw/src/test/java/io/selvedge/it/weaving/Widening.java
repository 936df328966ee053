package io.selvedge.it.weaving;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Spread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The room of {@link Widened}: child number i gets the first argument plus i, if that is a whole number, else the text
 * and i. Gives the value of child 0, and keeps all.
 */
final class Widening implements Room<Widened, Widening.Nothing> {
    static final int CHILDREN = 200;
    private static final int WIDTH = 4;

    volatile AtomicReferenceArray<Object> values = new AtomicReferenceArray<>(0);

    record Nothing() {}

    @Override
    public String name() {
        return "widened";
    }

    @Override
    public Class<Widened> annotation() {
        return Widened.class;
    }

    @Override
    public Nothing configure(Widened annotation, Site site) {
        return new Nothing();
    }

    @Override
    public Policy open(Nothing config, Site site) {
        return new Policy() {
            @Override
            public Admission admit(Call call) {
                values = new AtomicReferenceArray<>(CHILDREN);
                return new Children(call.arguments(), values);
            }

            @Override
            public boolean spreads() {
                return true;
            }
        };
    }

    private static final class Children implements Spread {
        private final Object[] arguments;
        private final AtomicReferenceArray<Object> values;
        private final AtomicInteger cursor = new AtomicInteger();

        Children(Object[] arguments, AtomicReferenceArray<Object> values) {
            this.arguments = arguments;
            this.values = values;
        }

        @Override
        public int width() {
            return WIDTH;
        }

        @Override
        public boolean callerWorks() {
            return true;
        }

        @Override
        public boolean next(Child child) {
            int index = cursor.getAndIncrement();
            if (index >= CHILDREN) {
                return false;
            }
            Object[] own = arguments.clone();
            if (own.length > 0) {
                own[0] = other(own[0], index);
            }
            child.give(index, own);
            return true;
        }

        private static Object other(Object argument, int by) {
            if (argument instanceof Integer whole) {
                return whole + by;
            }
            return argument instanceof Long whole ? (Object) (whole + by) : argument + "" + by;
        }

        @Override
        public boolean ended(Child child, Object value, Throwable failure) {
            values.set((int) child.index(), failure == null ? value : failure);
            return false;
        }

        @Override
        public Object outcome() {
            return values.get(0);
        }
    }
}

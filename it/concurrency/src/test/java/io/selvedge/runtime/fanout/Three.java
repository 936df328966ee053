package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread.Child;
import java.util.List;
import java.util.Objects;

/** Three elements, 1, 2 and 4, so that a sum tells which were pulled and whether one was pulled twice. Stateless. */
final class Three {
    static final List<Integer> ELEMENTS = List.of(1, 2, 4);

    private Three() {}

    /** A source of them that has a cursor of its own. */
    abstract static class Twin implements Source {
        @Override
        public boolean waits() {
            return false;
        }

        @Override
        public int children() {
            return 3;
        }

        @Override
        public int expected() {
            return 3;
        }

        @Override
        public int elements(long index) {
            return 1;
        }
    }

    /** What the children are given. */
    static Given given() {
        return new Given(new Object[1], 0, true);
    }

    /** Pulls as a worker does, until there is none any more: the sum of what it got. */
    static int pull(Source source) {
        Child child = new Child();
        int sum = 0;
        try {
            while (source.next(child)) {
                List<?> slice = (List<?>) Objects.requireNonNull(child.arguments()[0]);
                sum += (Integer) slice.get(0);
            }
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
        return sum;
    }
}

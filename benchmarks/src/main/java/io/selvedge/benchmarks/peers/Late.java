package io.selvedge.benchmarks.peers;

import java.util.function.Supplier;

/** Something heavy that is made when it is first asked for, so that a process starts only what it measures. */
final class Late<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile T made;

    Late(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = made;
        return known == null ? make() : known;
    }

    private synchronized T make() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}

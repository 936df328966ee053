package io.selvedge.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How one of many ended: fulfilled with a value, or rejected with a reason. What
 * {@link io.selvedge.annotations.Join#ALL_SETTLED} makes of each element.
 *
 * <pre>{@code @FanOut(join = Join.ALL_SETTLED)
 * public List<Settled<Receipt>> notifyAll(@Each List<String> userIds) {
 *   return Settled.each(userIds, this::notifyOne);
 * }
 *
 * Settled.Counts sent = Settled.counts(service.notifyAll(ids));   // Counts[fulfilled=987, rejected=13]
 * }</pre>
 *
 * <p>Immutable, as far as the value is. Equal if value or reason are.
 */
public sealed interface Settled<T extends @Nullable Object> {

    /** Ended well. */
    record Fulfilled<T extends @Nullable Object>(T value) implements Settled<T> {
        @Override
        public T get() {
            return value;
        }

        @Override
        public Optional<Throwable> reason() {
            return Optional.empty();
        }
    }

    /** Ended with a failure, the very instance that was thrown. */
    record Rejected<T extends @Nullable Object>(Throwable cause) implements Settled<T> {
        @Override
        public T get() {
            throw Rejected.<RuntimeException>rethrow(cause);
        }

        @Override
        public Optional<Throwable> reason() {
            return Optional.of(cause);
        }

        @SuppressWarnings("unchecked")
        private static <X extends Throwable> RuntimeException rethrow(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }

    /** How many ended in which way. */
    record Counts(int fulfilled, int rejected) {}

    /**
     * Both ways apart, each in order.
     *
     * @param values of those that were fulfilled
     * @param reasons of those that were rejected
     */
    record Partition<T extends @Nullable Object>(List<T> values, List<Throwable> reasons) {}

    static <T extends @Nullable Object> Settled<T> fulfilled(T value) {
        return new Fulfilled<>(value);
    }

    static <T extends @Nullable Object> Settled<T> rejected(Throwable reason) {
        return new Rejected<>(reason);
    }

    /**
     * Calls the code and settles whatever it does, errors included. After an {@link InterruptedException} the thread's
     * interrupt flag is set again, since somebody still wants the thread to stop.
     */
    static <T extends @Nullable Object> Settled<T> of(Callable<? extends T> code) {
        try {
            return new Fulfilled<>(code.call());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return new Rejected<>(interrupt);
        } catch (Throwable thrown) {
            return new Rejected<>(thrown);
        }
    }

    /** Settles each element by itself, in order, one after another. */
    static <E extends @Nullable Object, T extends @Nullable Object> List<Settled<T>> each(
            Iterable<? extends E> elements, Step<? super E, ? extends T> step) {
        List<Settled<T>> settled = new ArrayList<>();
        for (E element : elements) {
            settled.add(of(() -> step.apply(element)));
        }
        return settled;
    }

    /** What is done for one element. */
    @FunctionalInterface
    interface Step<E extends @Nullable Object, T extends @Nullable Object> {
        T apply(E element) throws Exception;
    }

    default boolean isFulfilled() {
        return this instanceof Fulfilled;
    }

    default boolean isRejected() {
        return this instanceof Rejected;
    }

    /**
     * The value.
     *
     * @throws Exception the reason itself, unchanged, if there is no value
     */
    T get() throws Exception;

    /** The value, or the other one if there is none. */
    default T orElse(T other) {
        return this instanceof Fulfilled<T> fulfilled ? fulfilled.value() : other;
    }

    /** Why there is no value; empty if there is one. */
    Optional<Throwable> reason();

    /** How many of them ended in which way. */
    static Counts counts(Collection<? extends Settled<?>> all) {
        int fulfilled = (int) all.stream().filter(Settled::isFulfilled).count();
        return new Counts(fulfilled, all.size() - fulfilled);
    }

    /** The values of those that were fulfilled, and the reasons of the others. */
    static <T extends @Nullable Object> Partition<T> partition(Collection<? extends Settled<T>> all) {
        return new Partition<>(values(all), reasons(all));
    }

    /** The values of those that were fulfilled, in order; a new list, which may hold nulls. */
    static <T extends @Nullable Object> List<T> values(Collection<? extends Settled<T>> all) {
        List<T> values = new ArrayList<>();
        for (Settled<T> one : all) {
            if (one instanceof Fulfilled<T> fulfilled) {
                values.add(fulfilled.value());
            }
        }
        return values;
    }

    /** The reasons of those that were rejected, in order. */
    static List<Throwable> reasons(Collection<? extends Settled<?>> all) {
        return all.stream().flatMap(one -> one.reason().stream()).toList();
    }
}

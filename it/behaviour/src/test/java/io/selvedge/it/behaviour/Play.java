package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.FanGuard;
import io.selvedge.testkit.Driven;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fan-out whose children do what the test says, when it says so. A child is known by the elements of its slice. In
 * virtual time, on the engine's own threads.
 */
final class Play implements AutoCloseable {
    private static final long REAL_LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    final Driven driven;
    final FanGuard fan;
    private final Map<List<?>, CompletableFuture<List<Object>>> children = new ConcurrentHashMap<>();
    private final List<List<?>> begun = new CopyOnWriteArrayList<>();
    private final List<List<?>> calledOff = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread caller;

    Play(Driven.Mode mode, Class<? extends Annotation> bundle) {
        this.driven = new Driven(mode, options -> options.withExecutor(null));
        this.fan = driven.engine().fanOut(bundle.getSimpleName(), bundle);
    }

    boolean blocking() {
        return driven.blocking();
    }

    /** Begins a call on a thread of its own, or as a stage. */
    CompletableFuture<Object> all(FanGuard guard, Iterable<?> elements) {
        return begin(() -> guard.all(elements, this::slice), () -> guard.stageAll(elements, this::stagedSlice));
    }

    CompletableFuture<Object> all(Object... elements) {
        return all(fan, List.of(elements));
    }

    CompletableFuture<Object> allSettled(Iterable<?> elements) {
        return begin(
                () -> fan.allSettled(elements, this::slice), () -> fan.stageAllSettled(elements, this::stagedSlice));
    }

    CompletableFuture<Object> race(Object... elements) {
        return begin(
                () -> fan.race(List.of(elements), one -> slice(List.of(one)).get(0)),
                () -> fan.stageRace(List.of(elements), this::stagedOne));
    }

    CompletableFuture<Object> any(Iterable<?> elements) {
        return begin(
                () -> fan.any(elements, one -> slice(List.of(one)).get(0)),
                () -> fan.stageAny(elements, this::stagedOne));
    }

    CompletableFuture<Object> begin(Callable<?> blocking, Callable<? extends CompletableFuture<?>> staged) {
        return blocking() ? onThread(blocking) : called(staged);
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<Object> called(Callable<? extends CompletableFuture<?>> staged) {
        try {
            return (CompletableFuture<Object>) staged.call();
        } catch (Exception thrown) {
            throw new AssertionError("a stage's failure arrives through it", thrown);
        }
    }

    private CompletableFuture<Object> onThread(Callable<?> blocking) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(blocking.call());
                    } catch (Throwable thrown) {
                        end.completeExceptionally(thrown);
                    }
                },
                "caller");
        thread.setDaemon(true);
        caller = thread;
        thread.start();
        return end;
    }

    /** A body: waits for what the test says. */
    List<Object> slice(List<?> slice) throws Exception {
        CompletableFuture<List<Object>> child = enter(slice);
        try {
            return child.get();
        } catch (InterruptedException interrupt) {
            calledOff.add(slice);
            throw interrupt;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception own) {
                throw own;
            }
            throw new AssertionError(failed.getCause());
        }
    }

    private CompletionStage<List<Object>> stagedSlice(List<?> slice) {
        CompletableFuture<List<Object>> child = enter(slice);
        var unused = child.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException) {
                calledOff.add(slice);
            }
        });
        return child;
    }

    private CompletionStage<Object> stagedOne(Object one) {
        CompletableFuture<Object> first = new CompletableFuture<>();
        CompletionStage<List<Object>> all = stagedSlice(List.of(one));
        var unused = all.whenComplete((value, failure) -> {
            if (failure == null) {
                first.complete(value.get(0));
            } else {
                first.completeExceptionally(failure);
            }
        });
        var alsoUnused = first.whenComplete((value, failure) -> {
            if (first.isCancelled()) {
                all.toCompletableFuture().cancel(true);
            }
        });
        return first;
    }

    private CompletableFuture<List<Object>> enter(List<?> slice) {
        CompletableFuture<List<Object>> child = new CompletableFuture<>();
        children.put(List.copyOf(slice), child);
        begun.add(List.copyOf(slice));
        return child;
    }

    /** Has the child return one result. */
    void end(Object element, Object result) {
        end(List.of(element), List.of(result));
    }

    void end(List<?> slice, List<?> results) {
        child(slice).complete(new ArrayList<>(results));
    }

    void fail(Object element, Throwable failure) {
        child(element instanceof List<?> slice ? slice : List.of(element)).completeExceptionally(failure);
    }

    private CompletableFuture<List<Object>> child(List<?> slice) {
        awaitTrue(() -> children.containsKey(slice), () -> slice + " has not begun, but " + begun);
        return children.remove(slice);
    }

    /** Waits until exactly these have begun, one slice each. */
    void awaitBegun(Object... elements) {
        awaitBegunSlices(List.of(elements).stream().map(List::of).toArray());
    }

    void awaitBegunSlices(Object... slices) {
        awaitTrue(() -> begun.size() >= slices.length, () -> "only these have begun: " + begun);
        assertThat(begun).containsExactlyInAnyOrder(toLists(slices));
    }

    private static List<?>[] toLists(Object... slices) {
        return List.of(slices).toArray(List<?>[]::new);
    }

    void awaitCalledOff(Object... elements) {
        awaitTrue(() -> calledOff.size() >= elements.length, () -> "only these were called off: " + calledOff);
        assertThat(calledOff)
                .containsExactlyInAnyOrder(
                        toLists(List.of(elements).stream().map(List::of).toArray()));
    }

    int begun() {
        return begun.size();
    }

    /** Interrupts the calling thread, or cancels the future. */
    void giveUp(CompletableFuture<Object> call) {
        Thread thread = caller;
        if (thread == null) {
            call.cancel(true);
        } else {
            thread.interrupt();
        }
    }

    static Object value(CompletableFuture<Object> call) throws Exception {
        return call.get(20, TimeUnit.SECONDS);
    }

    static Throwable failure(CompletableFuture<Object> call) throws Exception {
        try {
            throw new AssertionError("returned " + call.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException | CompletionException failed) {
            return failed.getCause();
        } catch (CancellationException cancelled) {
            return cancelled;
        }
    }

    void awaitAtRest() {
        awaitTrue(() -> Resting.held(driven.recorder()).isEmpty(), () -> "held: " + Resting.held(driven.recorder()));
        assertThat(driven.time().armed()).as("alarms armed").isZero();
    }

    static void awaitTrue(BooleanSupplier condition, Supplier<String> otherwise) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > REAL_LIMIT_NANOS) {
                throw new AssertionError(otherwise.get());
            }
            Thread.yield();
        }
    }

    @Override
    public void close() {
        children.values().forEach(child -> child.completeExceptionally(new AssertionError("the test is over")));
        driven.close();
    }
}

package io.selvedge.runtime.singleflight;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Rest;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run and those who wait for its end.
 *
 * <p>Thread-safe. It can be boarded from the moment when the first caller made it until its run has ended or everybody
 * has left, whichever comes first.
 */
final class Flight {
    /*
     * One number decides: how many are aboard. Who boards adds one, unless it is 0 or below; who leaves takes one away,
     * and whoever takes it from 1 to 0 is the last one out and cancels the run; the run's end makes it OVER. So nobody
     * boards a run that is being cancelled, and it is cancelled by one at most. The first caller is counted from the
     * beginning and cannot leave before the run has been started, so the last one out always finds what to cancel.
     *
     * Each caller waits for a future of its own, which goes with it: if all waited for one, those who have left would
     * stay chained to it for as long as the run lasts, which for a run that hangs is without end.
     */
    private static final int OVER = Integer.MIN_VALUE;

    private record Outcome(@Nullable Object value, @Nullable Throwable failure) {
        void tell(CompletableFuture<@Nullable Object> seat) {
            if (failure == null) {
                seat.complete(value);
            } else {
                seat.completeExceptionally(failure);
            }
        }
    }

    private final AtomicInteger aboard = new AtomicInteger(1);
    private final Set<CompletableFuture<@Nullable Object>> seats = ConcurrentHashMap.newKeySet();
    private final long leader;
    private final Consumer<Flight> over;
    private volatile Rest.@Nullable Errand run;
    private volatile @Nullable Outcome outcome;

    /**
     * @param leader the call that begins it, aboard already
     * @param over told when nobody can board any more, perhaps twice
     */
    Flight(long leader, Consumer<Flight> over) {
        this.leader = leader;
        this.over = over;
    }

    /** Whether that call was made by the run; the leader itself may come again, as another attempt, and is not. */
    boolean made(Call call) {
        return call.id() != leader && call.isWithin(leader);
    }

    /** Starts the run: once, by the leader, before it takes its seat. */
    void start(Rest rest, @Nullable Object[] arguments) {
        try {
            run = rest.start(arguments, this::end);
        } catch (Throwable notStarted) {
            end(null, notStarted);
        }
    }

    /** How many wait for it now. */
    int aboard() {
        return Math.max(0, aboard.get());
    }

    /** A seat for a caller more, or {@code null} if it is too late. */
    @Nullable CompletableFuture<@Nullable Object> board() {
        return aboard.getAndUpdate(n -> n > 0 ? n + 1 : n) > 0 ? seat() : null;
    }

    /** A seat for one who is aboard. */
    CompletableFuture<@Nullable Object> seat() {
        CompletableFuture<@Nullable Object> seat = new CompletableFuture<>();
        seats.add(seat);
        Outcome known = outcome;
        if (known != null) {
            known.tell(seat);
        }
        return seat;
    }

    /** Gives the seat up; the last one out cancels the run. */
    @SuppressWarnings("UndefinedEquals") // It is this very seat that goes.
    void leave(CompletableFuture<@Nullable Object> seat) {
        seats.remove(seat);
        if (aboard.getAndUpdate(n -> n > 0 ? n - 1 : n) == 1) {
            over.accept(this);
            Objects.requireNonNull(run).cancel();
        }
    }

    /** The run has ended: from now on calls begin anew, and those aboard are told. */
    private void end(@Nullable Object value, @Nullable Throwable failure) {
        Outcome known = new Outcome(value, failure);
        aboard.set(OVER);
        over.accept(this);
        outcome = known;
        seats.forEach(known::tell);
    }
}

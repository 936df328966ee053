package io.selvedge.runtime.singleflight;

import io.selvedge.failures.StillRunningException;
import io.selvedge.runtime.keys.Busiest;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent calls of one key share a run.
 *
 * <p>Thread-safe. An entry is there for as long as its run, so nothing bounds or evicts them: there are never more than
 * runs under way.
 */
final class SingleFlightPolicy implements Policy {
    private static final Object ALL = new Object();

    private final ConcurrentHashMap<Object, Flight> flights = new ConcurrentHashMap<>();
    private final LongAdder runs = new LongAdder();
    private final LongAdder shared = new LongAdder();

    @Override
    public Admission admit(Call call) {
        Object key = call.target().keyed() ? call.key() : ALL;
        for (; ; ) {
            Flight flight = flights.get(key);
            Admission answer = flight == null ? begin(key, call) : join(key, flight, call);
            if (answer != null) {
                return answer;
            }
        }
    }

    /** Begins a run for that key; {@code null} if somebody else has done so. */
    private @Nullable Admission begin(Object key, Call call) {
        Flight mine = new Flight(call.id(), over -> flights.remove(key, over));
        if (flights.putIfAbsent(key, mine) != null) {
            return null;
        }
        runs.increment();
        @Nullable Object[] arguments = call.arguments();
        String method = call.target().name();
        return new Admission.Detach(rest -> {
            mine.start(rest.withoutDeadline(), arguments);
            return wait(mine, mine.seat(), method);
        });
    }

    /** Joins that run, or stays out of it if it has made this call itself; {@code null} if it is over. */
    private @Nullable Admission join(Object key, Flight flight, Call call) {
        if (flight.made(call)) {
            runs.increment();
            return Pass.FREE;
        }
        CompletableFuture<@Nullable Object> seat = flight.board();
        if (seat == null) {
            flights.remove(key, flight);
            return null;
        }
        shared.increment();
        return wait(flight, seat, call.target().name());
    }

    private static Admission wait(Flight flight, CompletableFuture<@Nullable Object> seat, String method) {
        return new Admission.Join(seat, () -> flight.leave(seat), () -> new StillRunningException(method));
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public boolean spreads() {
        return true;
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.counter("runs", "runs", "Runs that were begun for one or more calls", runs::sum),
                Reading.counter("shared", "calls", "Calls that shared the run of another", shared::sum),
                Reading.gauge("running", "runs", "Runs under way that calls can join", flights::size));
    }

    private static String inWords(Flight flight) {
        int aboard = flight.aboard();
        return aboard + (aboard == 1 ? " waits" : " wait") + " for its run";
    }

    @Override
    public List<BusyKey> busyKeys(int most) {
        Busiest<Flight> busiest = new Busiest<>(most);
        flights.forEach((key, flight) -> {
            if (key != ALL) {
                busiest.see(key, flight, flight.aboard());
            }
        });
        return busiest.told(SingleFlightPolicy::inWords);
    }
}

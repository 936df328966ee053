package io.selvedge.runtime.singleflight;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * With two bugs: who boards looks whether anybody is aboard in one step and adds itself in another, and so may board a run
 * that is being cancelled; and who takes a seat does not look whether the run has ended meanwhile, and so may never be
 * told.
 */
final class PlantedShared implements Shared {
    private final AtomicInteger aboard = new AtomicInteger(1);
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Set<CompletableFuture<Object>> seats = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Object> first = new CompletableFuture<>();
    private volatile boolean over;

    PlantedShared() {
        seats.add(first);
    }

    @Override
    public CompletableFuture<Object> board() {
        if (over || aboard.get() == 0) {
            return null;
        }
        aboard.incrementAndGet();
        CompletableFuture<Object> seat = new CompletableFuture<>();
        seats.add(seat);
        return seat;
    }

    @Override
    public void leave(CompletableFuture<Object> seat) {
        seats.remove(seat);
        if (aboard.decrementAndGet() == 0 && !over) {
            cancelled.incrementAndGet();
        }
    }

    @Override
    public void end() {
        over = true;
        seats.forEach(seat -> seat.complete(7));
    }

    @Override
    public int cancelled() {
        return cancelled.get();
    }

    @Override
    public CompletableFuture<Object> first() {
        return first;
    }
}

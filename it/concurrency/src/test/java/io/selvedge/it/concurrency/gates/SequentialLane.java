package io.selvedge.it.concurrency.gates;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a lane does when one thing happens after the other. */
final class SequentialLane implements Place {
    private final Deque<Waiter> line = new ArrayDeque<>();
    private final int queue;
    private long holder;
    private int inside;
    private boolean retired;

    SequentialLane(int queue) {
        this.queue = queue;
    }

    @Override
    public Gate.Joined tryEnter(long callId) {
        if (retired) {
            return Gate.Joined.GONE;
        }
        if (inside == 0) {
            holder = callId;
            inside = 1;
            return Gate.Joined.ENTERED;
        }
        return line.size() < queue ? Gate.Joined.WAITING : Gate.Joined.FULL;
    }

    @Override
    public Gate.Joined join(Waiter waiter) {
        Gate.Joined joined = tryEnter(waiter.callId());
        if (joined == Gate.Joined.WAITING) {
            line.add(waiter);
        }
        return joined;
    }

    @Override
    public boolean withdraw(Waiter waiter) {
        return line.remove(waiter);
    }

    @Override
    public void leave() {
        if (inside == 0) {
            throw new IllegalStateException();
        }
        inside--;
        if (inside == 0) {
            Waiter next = line.poll();
            holder = next == null ? 0 : next.callId();
            inside = next == null ? 0 : 1;
        }
    }

    @Override
    public long seen() {
        return holder;
    }

    @Override
    public boolean enterBeside(long callId) {
        boolean beside = inside > 0 && holder == callId;
        inside += beside ? 1 : 0;
        return beside;
    }

    @Override
    public boolean retire() {
        boolean now = !retired && inside == 0;
        retired |= now;
        return now;
    }
}

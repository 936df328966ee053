package io.selvedge.it.concurrency.gates;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;

/** What permits do when one thing happens after the other. */
final class SequentialPermits implements Place {
    private final Deque<Waiter> line = new ArrayDeque<>();
    private final int queue;
    private int limit;
    private int used;
    private boolean retired;

    SequentialPermits(int limit, int queue) {
        this.limit = limit;
        this.queue = queue;
    }

    @Override
    public Gate.Joined tryEnter(long callId) {
        if (retired) {
            return Gate.Joined.GONE;
        }
        if (used < limit) {
            used++;
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
        if (used == 0) {
            throw new IllegalStateException();
        }
        used--;
        letIn();
    }

    private void letIn() {
        while (used < limit && line.poll() != null) {
            used++;
        }
    }

    @Override
    public long seen() {
        return used;
    }

    @Override
    public void resize(int limit) {
        this.limit = limit;
        letIn();
    }

    @Override
    public int clear() {
        int count = line.size();
        line.clear();
        return count;
    }

    @Override
    public boolean retire() {
        boolean now = !retired && used == 0;
        retired |= now;
        return now;
    }
}

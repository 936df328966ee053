package io.selvedge.runtime.pages;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What has to be closed with a page: fetches under way and subscriptions. Thread-safe. */
class OpenRuns {

    /** Something under way. Closing it twice does nothing. */
    interface Run {
        void close();
    }

    private final Set<Run> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Closes it at once if the page has been closed: either this sees that, or closing sees the run. */
    void add(Run run) {
        keep(run);
        if (closed) {
            run.close();
        }
    }

    final void keep(Run run) {
        open.add(run);
    }

    final void remove(Run run) {
        open.remove(run);
    }

    final boolean closed() {
        return closed;
    }

    final void close() {
        closed = true;
        open.forEach(Run::close);
        open.clear();
    }
}

package io.selvedge.console;

import io.selvedge.runtime.drive.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All methods, and the pages that look at them. Once a second everything is read once, and what has changed is told to
 * all pages in the same bytes: one page more costs a write, not a reading.
 *
 * <p>Thread-safe: the lock guards everything.
 */
final class Board {
    private static final int MOST_PAGES = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final View view;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private int known = -1;
    private volatile boolean closed;

    Board(View view) {
        this.view = view;
    }

    /** Reads everything, and tells the pages. */
    void tick(Instant at) {
        lock.lock();
        try {
            List<Row> fresh = meetNewMethods();
            rows.values().forEach(row -> row.sample(at));
            if (!pages.isEmpty()) {
                byte[] news =
                        frame("tick", json -> json.put("at", at.toEpochMilli()).ready("methods", news(fresh)));
                pages.removeIf(page -> !page.tell(news));
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Row> meetNewMethods() {
        List<Row> fresh = new ArrayList<>();
        int now = view.figures().size();
        if (now != known) {
            known = now;
            view.engine().plans().stream()
                    .filter(plan -> !rows.containsKey(plan.target().name()))
                    .forEach(plan -> fresh.add(meet(plan)));
        }
        return fresh;
    }

    private Row meet(Plan plan) {
        return rows.computeIfAbsent(plan.target().name(), name -> new Row(rows.size(), plan, view));
    }

    private List<String> news(Collection<Row> fresh) {
        fresh.forEach(Row::forgetTold);
        return rows.values().stream()
                .map(row -> fresh.contains(row) ? row.all() : row.news())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Lets a page listen, and tells it everything first; nothing if there are too many already. */
    Optional<Page> join(Instant at, boolean switches) {
        lock.lock();
        try {
            if (pages.size() >= MOST_PAGES) {
                return Optional.empty();
            }
            Page page = new Page();
            page.tell(frame(
                    "all",
                    json -> json.put("at", at.toEpochMilli())
                            .put("engine", view.engine().name())
                            .put("switches", switches)
                            .ready(
                                    "methods",
                                    rows.values().stream().map(Row::all).toList())));
            rows.values().forEach(Row::forgetTold);
            pages.add(page);
            return Optional.of(page);
        } finally {
            lock.unlock();
        }
    }

    void leave(Page page) {
        lock.lock();
        try {
            pages.remove(page);
        } finally {
            lock.unlock();
        }
    }

    private static byte[] frame(String event, Consumer<Json> body) {
        return ("event: " + event + "\ndata: " + Json.of(body) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Looks at one method while nobody changes it; nothing if there is none of that name. */
    <T> Optional<T> with(String method, Function<Row, T> look) {
        lock.lock();
        try {
            return Optional.ofNullable(rows.get(method)).map(look);
        } finally {
            lock.unlock();
        }
    }

    /** Writes a line into the journal of every method that this policy guards. */
    void note(Object policy, Instant at, String text) {
        lock.lock();
        try {
            rows.values().stream()
                    .filter(row -> row.stations().stream().anyMatch(station -> station.policy() == policy))
                    .forEach(row -> row.journal().add(at, text));
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        lock.lock();
        try {
            pages.forEach(Page::close);
            pages.clear();
        } finally {
            lock.unlock();
        }
    }
}

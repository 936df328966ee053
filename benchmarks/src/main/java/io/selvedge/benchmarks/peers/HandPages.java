package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Rows page by page, by hand: fetches the next page when the last one has been read. */
final class HandPages implements Iterator<Object> {
    private Iterator<Object> rows = Collections.emptyIterator();
    private int next;
    private boolean last;

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && !last) {
            rows = Bulk.page(next).iterator();
            last = Bulk.isLast(next);
            next++;
        }
        return rows.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }
}

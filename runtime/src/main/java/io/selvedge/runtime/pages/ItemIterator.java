package io.selvedge.runtime.pages;

import io.selvedge.values.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Item after item, page after page. Used by one thread at a time. */
final class ItemIterator<T> implements Iterator<T> {
    private final Reader<T> reader;
    private Iterator<T> items = Collections.emptyIterator();
    private long left;

    /** @param allowed how many items at most */
    ItemIterator(Reader<T> reader, long allowed) {
        this.reader = reader;
        this.left = allowed;
    }

    @Override
    public boolean hasNext() {
        while (left > 0 && !items.hasNext()) {
            items = Collections.emptyIterator(); // The page that was read need not stay while the next is fetched.
            Page<T> page = reader.take();
            if (page == null) {
                return false;
            }
            items = page.items().iterator();
        }
        return left > 0;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        left--;
        return items.next();
    }
}

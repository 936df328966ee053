package io.selvedge.runtime.pages;

import io.selvedge.values.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Page after page. Used by one thread at a time. */
final class PageIterator<T> implements Iterator<Page<T>> {
    private final Reader<T> reader;
    private @Nullable Page<T> next;

    PageIterator(Reader<T> reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = reader.take();
        }
        return next != null;
    }

    @Override
    public Page<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Page<T> page = Objects.requireNonNull(next);
        next = null;
        return page;
    }
}

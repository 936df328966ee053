package io.selvedge.runtime.fanout;

import io.selvedge.values.Settled;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every child is waited for, and a failure is a value: one for each element that the child was given. */
final class AllSettled implements Joining {
    private final Source source;
    private final Whole whole;
    private final Slots kept;

    /** @param whole makes one of lists */
    AllSettled(Source source, Whole whole) {
        this.source = source;
        this.whole = whole;
        this.kept = new Slots(source.expected());
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public boolean ended(long index, @Nullable Object value, @Nullable Throwable failure) {
        kept.put(index, failure == null ? keep(index, value) : whole.keep(rejections(index, failure)));
        return false;
    }

    private @Nullable Object keep(long index, @Nullable Object value) {
        try {
            return whole.keep(value);
        } catch (Throwable thrown) {
            return whole.keep(rejections(index, thrown)); // users' collections run users' code
        }
    }

    private List<Settled<Object>> rejections(long index, Throwable failure) {
        return Collections.nCopies(source.elements(index), Settled.rejected(failure));
    }

    @Override
    public @Nullable Object outcome() {
        return whole.of(kept, source.children());
    }
}

package io.selvedge.runtime.micrometer;

import io.micrometer.context.ThreadLocalAccessor;
import io.selvedge.runtime.drive.Lineage;
import org.jspecify.annotations.Nullable;

/** Lets Micrometer's context-propagation carry the guarded call that a thread is in. Stateless. */
final class LineageAccessor implements ThreadLocalAccessor<Lineage> {
    private static final String KEY = "selvedge.lineage";

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Lineage getValue() {
        Lineage lineage = Lineage.current();
        return lineage.isEmpty() ? null : lineage;
    }

    @Override
    public void setValue(Lineage lineage) {
        lineage.assume();
    }

    @Override
    public void setValue() {
        Lineage.empty().assume();
    }
}

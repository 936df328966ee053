package io.selvedge.runtime.micrometer;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.selvedge.runtime.drive.ContextCarrier;

/**
 * Carries what Micrometer's context-propagation knows of: logging fields, spans, whatever has an accessor registered.
 *
 * <p>Needs {@code io.micrometer:context-propagation}, an optional dependency. Thread-safe.
 */
public final class MicrometerContext implements ContextCarrier {
    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    /** From here on, executors that carry Micrometer's context carry the guarded call as well. */
    public MicrometerContext() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new LineageAccessor());
    }

    @Override
    public Captured capture() {
        ContextSnapshot snapshot = snapshots.captureAll();
        return () -> snapshot.setThreadLocals()::close;
    }
}

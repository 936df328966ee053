package io.selvedge.runtime.work;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Looks for virtual threads, which Java 17 does not have and 21 has. */
final class VirtualThreads {
    private VirtualThreads() {}

    /** A maker of virtual threads that inherit nothing from their makers, or {@code null} where there are none. */
    static @Nullable ThreadFactory factoryOrNull() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            // Unknown here, or known as a preview that is switched off.
            return null;
        }
    }
}

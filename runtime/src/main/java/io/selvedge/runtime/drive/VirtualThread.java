package io.selvedge.runtime.drive;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Tells virtual threads from others. Java 17 has none. Stateless. */
final class VirtualThread {
    private static final @Nullable Method IS_VIRTUAL = isVirtualOrNull();

    private VirtualThread() {}

    static boolean is(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invoke(thread);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Thread.isVirtual", e);
        }
    }

    private static @Nullable Method isVirtualOrNull() {
        try {
            return Thread.class.getMethod("isVirtual");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}

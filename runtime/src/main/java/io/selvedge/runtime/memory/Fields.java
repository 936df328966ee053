package io.selvedge.runtime.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Access to fields that are changed by atomic steps, without an object for each. Stateless. */
public final class Fields {
    private Fields() {}

    /**
     * A handle of a field of the class that asks, to be kept in a static final field of it: then it costs nothing.
     *
     * @param own the lookup of the class that asks
     * @throws ExceptionInInitializerError if it has no such field
     */
    public static VarHandle handle(MethodHandles.Lookup own, String name, Class<?> type) {
        try {
            return own.findVarHandle(own.lookupClass(), name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

package io.selvedge.runtime.weave;

import io.selvedge.runtime.drive.Body;
import org.aspectj.lang.JoinPoint;
import org.jspecify.annotations.Nullable;

/** Runs woven methods that were handed over as closures. Called by woven code only; stateless. */
public final class HandedOver {

    /** For methods whose arguments no policy looks at. */
    public static final Object[] NO_ARGUMENTS = {};

    private HandedOver() {}

    /** Runs a whole call; what it throws, checked or not, is what the method is to throw. */
    public static @Nullable Object run(
            JoinPoint.StaticPart part, @Nullable Object self, @Nullable Object[] arguments, Body method) {
        try {
            return Plans.of(part).run(self, arguments, method);
        } catch (Throwable thrown) {
            throw HandedOver.<RuntimeException>rethrow(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

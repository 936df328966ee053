package io.selvedge.runtime.drive;

/** Throws what a guarded method threw, unwrapped: its checked exceptions are declared where it is called. */
final class Sneaky {
    private Sneaky() {}

    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

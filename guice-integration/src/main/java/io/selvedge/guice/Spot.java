package io.selvedge.guice;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The place on a thread's stack where Guice is creating an injector.
 *
 * <p>Immutable.
 */
record Spot(Thread thread, List<StackTraceElement> callers) {
    /*
     * Guice tells nobody when the creation of an injector has ended, nor how. But it happens in one call, and while
     * that call lasts, the frames below it stay the same: the same thread, the same callers, in the same lines.
     *
     * The names are those of Guice 5 to 7. With others there is no spot, and nothing is concluded from it.
     */
    private static final String CREATOR = "com.google.inject.internal.InternalInjectorCreator";
    private static final String CREATES = "build";
    private static final String LOADS = "loadEagerSingletons";
    private static final int FRAMES_FROM_CREATES_TO_LOADS = 2;

    /** The innermost such place on the current thread's stack. */
    static Optional<Spot> here() {
        List<StackTraceElement> stack = stack(Thread.currentThread());
        for (int i = 0; i < stack.size(); i++) {
            if (is(stack, i, CREATES)) {
                return Optional.of(new Spot(Thread.currentThread(), List.copyOf(stack.subList(i + 1, stack.size()))));
            }
        }
        return Optional.empty();
    }

    /** Whether the creation goes on. */
    boolean live() {
        return creates(stack(thread));
    }

    /** Whether the creation has come to loading its eager singletons, on the current thread. */
    boolean loading() {
        List<StackTraceElement> stack = stack(Thread.currentThread());
        return thread == Thread.currentThread()
                && creates(stack)
                && is(stack, creation(stack) - FRAMES_FROM_CREATES_TO_LOADS, LOADS);
    }

    private boolean creates(List<StackTraceElement> stack) {
        int creation = creation(stack);
        return is(stack, creation, CREATES)
                && stack.subList(creation + 1, stack.size()).equals(callers);
    }

    private int creation(List<StackTraceElement> stack) {
        return stack.size() - callers.size() - 1;
    }

    private static boolean is(List<StackTraceElement> stack, int index, String method) {
        return index >= 0
                && stack.get(index).getClassName().equals(CREATOR)
                && stack.get(index).getMethodName().equals(method);
    }

    private static List<StackTraceElement> stack(Thread thread) {
        return Arrays.asList(thread.getStackTrace());
    }
}

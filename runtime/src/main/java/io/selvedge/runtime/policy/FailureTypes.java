package io.selvedge.runtime.policy;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.PolicyException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Failures as annotations name them: by class, subclasses included.
 *
 * <p>Immutable.
 */
public record FailureTypes(List<Class<? extends Throwable>> types) {

    /** None at all. */
    public static final FailureTypes NONE = new FailureTypes(List.of());

    public FailureTypes {
        types = List.copyOf(types);
    }

    /** The types that an annotation lists. */
    public static FailureTypes of(Class<? extends Throwable>[] types) {
        return new FailureTypes(List.of(types));
    }

    public boolean isEmpty() {
        return types.isEmpty();
    }

    /** Whether one of them is the failure's type or a supertype of it. */
    public boolean match(Throwable failure) {
        for (int i = 0; i < types.size(); i++) { // without an iterator: failures are the busy path when it matters
            if (types.get(i).isInstance(failure)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The failure that counts: what a {@link CompletionException} or {@link ExecutionException} was wrapped around, else
     * the failure itself.
     */
    public static Throwable judged(Throwable failure) {
        Throwable judged = failure;
        while (judged instanceof CompletionException || judged instanceof ExecutionException) {
            // Asked of these only: it takes a lock.
            Throwable cause = judged.getCause();
            if (cause == null) {
                break;
            }
            judged = cause;
        }
        return judged;
    }

    /**
     * Whether the failure, itself the one that counts, is a refusal of a policy of ours, which says nothing of the method;
     * one that means that somebody wants the call to end is not.
     */
    public static boolean isRefusal(Throwable judged) {
        return judged instanceof PolicyException own && own.refusal() && !isStop(own);
    }

    /** Whether the failure, itself the one that counts, means that somebody wants the call to end. */
    public static boolean isStop(Throwable judged) {
        return judged instanceof InterruptedException
                || judged instanceof CallInterruptedException
                || judged instanceof CancellationException;
    }
}

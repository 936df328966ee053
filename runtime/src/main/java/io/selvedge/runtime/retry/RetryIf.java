package io.selvedge.runtime.retry;

import io.selvedge.runtime.policy.Call;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's own word on whether to try again.
 *
 * <p>Immutable. What the user's methods throw leaves as it is.
 *
 * @param aboutFailures most specific first: the first that can take a failure is asked
 * @param aboutResults asked about every result, or {@code null}
 */
record RetryIf(List<Question> aboutFailures, @Nullable Question aboutResults) {

    /** Nobody is asked. */
    static final RetryIf NOBODY = new RetryIf(List.of(), null);

    /**
     * One method to ask.
     *
     * @param about the type of its parameter
     * @param handle of type {@code (Object self, Object about)boolean}
     */
    record Question(Class<?> about, MethodHandle handle) {
        boolean ask(Call call, @Nullable Object subject) throws Throwable {
            return (boolean) handle.invokeExact(call.self(), subject);
        }
    }

    /** Whether a failure that the lists would try again is tried again. */
    boolean accepts(Call call, Throwable failure) throws Throwable {
        for (Question question : aboutFailures) {
            if (question.about().isInstance(failure)) {
                return question.ask(call, failure);
            }
        }
        return true;
    }

    /** Whether a result is not good enough. */
    boolean rejects(Call call, @Nullable Object result) throws Throwable {
        // A stage may deliver null where the method asks for an int: it cannot be asked about that.
        return aboutResults != null
                && (result != null || !aboutResults.about().isPrimitive())
                && aboutResults.ask(call, result);
    }

    boolean asksAnybody() {
        return readsValue() || !aboutFailures.isEmpty();
    }

    boolean readsValue() {
        return aboutResults != null;
    }
}

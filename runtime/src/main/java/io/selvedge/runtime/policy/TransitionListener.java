package io.selvedge.runtime.policy;

/** Is told how a policy changes its state. Thread-safe; returns at once, throws nothing. */
@FunctionalInterface
public interface TransitionListener {

    /**
     * The policy, or with keys what it holds for one of them, has changed from one state to another.
     *
     * @param from a state from a fixed set, as the policy's readings are tagged
     * @param to likewise; the same as {@code from} where an operator has begun it anew
     */
    void moved(String from, String to);
}

package io.selvedge.runtime.policy;

/**
 * Come in: the ticket that a call holds between one policy's door and the same policy's exit.
 *
 * <p>It is whatever the policy wants to see again: a shared constant, the gate that was entered, the breaker state that
 * was met. {@link Limit} is the ticket that also asks the driver for something.
 */
public non-sealed interface Pass extends Admission {

    /** The ticket of a policy that has nothing to remember. */
    Pass FREE = new Pass() {
        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String toString() {
            return "Pass.FREE";
        }
    };

    /**
     * Whether this ticket is one of few that many calls are given, so that a driver may keep it from one call to the next
     * though it is of no use between. One that was made for a single call keeps what belongs to that call alive.
     */
    default boolean shared() {
        return false;
    }

    @Override
    default <R> R carriedOutBy(Doorkeeper<R> driver) {
        return driver.pass(this);
    }
}

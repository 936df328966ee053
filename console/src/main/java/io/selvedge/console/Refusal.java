package io.selvedge.console;

/** A request that is not served: the status of its answer, and why, in words. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String why;

    Refusal(int status, String why) {
        super(why, null, false, false);
        this.status = status;
        this.why = why;
    }

    String why() {
        return why;
    }

    int status() {
        return status;
    }
}

package io.selvedge.samples.tasks.trouble;

/**
 * What the API answers to a request.
 *
 * @param status the HTTP status
 * @param delayMillis how long it takes over it
 * @param retryAfterSeconds the header {@code Retry-After}, 0 for none
 */
public record Reply(int status, int delayMillis, int retryAfterSeconds) {
    /** Taken, at once. */
    public static final Reply TAKEN = new Reply(202, 0, 0);

    /** Out of order, said at once. */
    public static final Reply BROKEN = new Reply(503, 0, 0);

    public static Reply tooMany(int retryAfterSeconds) {
        return new Reply(429, 0, retryAfterSeconds);
    }

    public Reply after(int millis) {
        return new Reply(status, millis, retryAfterSeconds);
    }
}

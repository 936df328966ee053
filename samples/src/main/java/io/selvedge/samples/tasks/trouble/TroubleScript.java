package io.selvedge.samples.tasks.trouble;

import java.util.SplittableRandom;

/**
 * What goes wrong at the API, written down beforehand: the same request number at the same time gets the same reply.
 *
 * <p>Thread-safe.
 */
@FunctionalInterface
public interface TroubleScript {

    /**
     * The reply to a request.
     *
     * @param number how many requests came before it since the script began
     * @param millis how long ago the script began
     */
    Reply reply(int number, long millis);

    /** What this script finds nothing wrong with is left to another. */
    default TroubleScript orElse(TroubleScript other) {
        return (number, millis) -> {
            Reply reply = reply(number, millis);
            return reply.equals(Reply.TAKEN) ? other.reply(number, millis) : reply;
        };
    }

    /** A good day. */
    static TroubleScript calm() {
        return (number, millis) -> Reply.TAKEN;
    }

    /**
     * Failures without a pattern, drawn from a seed.
     *
     * @param broken the share of requests answered 503, from 0 to 1
     * @param tooMany the share answered 429 with {@code Retry-After: 1}
     */
    static TroubleScript flaky(long seed, double broken, double tooMany) {
        return (number, millis) -> {
            double drawn = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L).nextDouble();
            if (drawn < broken) {
                return Reply.BROKEN;
            }
            return drawn < broken + tooMany ? Reply.tooMany(1) : Reply.TAKEN;
        };
    }

    /**
     * A restart: a first wave of that many requests gets no answer until a moment in which all of them fail; afterwards
     * so many in any 50 ms are taken, and the others fail at once.
     */
    static TroubleScript restarting(int firstWave, int failsAtMillis, int capacity) {
        Quota quota = new Quota(capacity, 50);
        return (number, millis) -> {
            if (number < firstWave) {
                return Reply.BROKEN.after((int) Math.max(0, failsAtMillis - millis));
            }
            return quota.take(millis) ? Reply.TAKEN : Reply.BROKEN;
        };
    }

    /** Down from one millisecond to another, and slow to say so. */
    static TroubleScript outage(int fromMillis, int untilMillis, int stallMillis) {
        return (number, millis) ->
                fromMillis <= millis && millis < untilMillis ? Reply.BROKEN.after(stallMillis) : Reply.TAKEN;
    }

    /** Takes so many requests in any one second, and answers 429 to the others. */
    static TroubleScript limited(int perSecond) {
        Quota quota = new Quota(perSecond, 1000);
        return (number, millis) -> quota.take(millis) ? Reply.TAKEN : Reply.tooMany(1);
    }

    /** Every so many requests, from the first on, one that gets no answer for a long time. */
    static TroubleScript stalling(int every, int stallMillis) {
        return (number, millis) -> number % every == 0 ? Reply.TAKEN.after(stallMillis) : Reply.TAKEN;
    }
}

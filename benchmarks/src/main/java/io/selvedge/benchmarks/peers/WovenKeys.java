package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;

/** Methods with state for each of many keys. */
@KeyLimits(max = 200_000, idle = "1h")
public class WovenKeys {
    @Serialized
    public Object serialized(@Key String user) {
        return user;
    }

    @Bulkhead
    public Object bulkhead(@Key String user) {
        return user;
    }

    @RateLimit(permits = 5)
    public Object rateLimit(@Key String user) {
        return user;
    }

    @CircuitBreaker(window = 100)
    public Object breaker(@Key String user) {
        return user;
    }

    @Retry
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead
    public Object allFour(@Key String user) {
        return user;
    }
}

package io.selvedge.console;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Timeout;

/** Something guarded to look at. */
class Till {
    @CircuitBreaker(name = "bank", window = 4, openFor = "1h")
    @Bulkhead(name = "till", limit = 3)
    @Timeout("1s")
    int pay(int amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("too little");
        }
        return amount;
    }
}

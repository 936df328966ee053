package io.selvedge.runtime;

import io.selvedge.runtime.breaker.BreakerRoom;
import io.selvedge.runtime.bulkhead.BulkheadRoom;
import io.selvedge.runtime.fallback.FallbackRoom;
import io.selvedge.runtime.fanout.FanOutRoom;
import io.selvedge.runtime.hedge.HedgeRoom;
import io.selvedge.runtime.pages.PaginatedRoom;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.ratelimit.RateLimitRoom;
import io.selvedge.runtime.retry.RetryRoom;
import io.selvedge.runtime.serialized.SerializedRoom;
import io.selvedge.runtime.singleflight.SingleFlightRoom;
import io.selvedge.runtime.timeout.TimeoutRoom;
import java.util.List;

/** The rooms that come with Selvedge, in their order. */
final class Rooms {
    private Rooms() {}

    /** Outermost first; each line with the reason for its place. */
    static List<Room<?, ?>> standard() {
        return List.of(
                // each page fetch is a call of its own
                new PaginatedRoom(),
                // each element is a call of its own
                new FanOutRoom(),
                // answers for everything behind it
                new FallbackRoom(),
                // callers who share need no attempt of their own
                new SingleFlightRoom(),
                // each attempt meets the layers below anew; nothing is held during a back-off
                new RetryRoom(),
                // an attempt may be doubled
                new HedgeRoom(),
                // sees attempts; an open circuit costs no permit
                new BreakerRoom(),
                // a slot per attempt that will really go out
                new RateLimitRoom(),
                // per attempt, includes standing in line
                new TimeoutRoom(),
                // waiting for a key must not occupy a permit, or one hot key starves the rest
                new SerializedRoom(),
                // a permit is held for the running time only
                new BulkheadRoom());
    }
}

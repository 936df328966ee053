package io.selvedge.guice.woven;

import io.selvedge.annotations.Bulkhead;

/** Guarded by a policy that every engine knows. */
public class Mailer {
    @Bulkhead(limit = 1)
    public String send(Runnable meanwhile) {
        meanwhile.run();
        return "sent";
    }
}

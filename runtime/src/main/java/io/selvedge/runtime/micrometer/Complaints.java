package io.selvedge.runtime.micrometer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Logs what goes wrong with meters and observations: the first time as a warning, then for debugging only. Thread-safe. */
final class Complaints {
    private final Logger log;
    private final AtomicBoolean warned = new AtomicBoolean();

    Complaints(Logger log) {
        this.log = log;
    }

    void about(String what, Throwable cause) {
        if (warned.compareAndSet(false, true)) {
            log.warn("{}. Calls are not affected; more of this is logged at debug level.", what, cause);
        } else {
            log.debug("{}", what, cause);
        }
    }

    void aboutTwin(String room, String instance, String shownAs) {
        log.warn(
                "This registry already shows a {} called \"{}\"; another one is shown as \"{}\".",
                room,
                instance,
                shownAs);
    }
}

package io.selvedge.console;

import java.util.List;
import java.util.Locale;

/** How a method is doing, worst first, as far as its last ten seconds tell. */
enum Trouble {
    /** A breaker lets nothing through, or at least half of the calls end badly. */
    TROUBLE,
    /** One call in twenty ends badly, a breaker tries, or callers wait. */
    STRAINED,
    /** Something went wrong, a policy had to help, or one is paused. */
    UNEASY,
    WELL,
    /** Nobody calls. */
    QUIET;

    private static final double MANY = 0.5;
    private static final double SOME = 0.05;

    /**
     * @param calls how many ended lately
     * @param bad how many of them failed, ran out of time or were refused
     * @param helped how often policies retried, diverted or cut off
     * @param waiting how many callers wait now
     * @param states those of the method's policies
     */
    static Trouble of(long calls, long bad, long helped, double waiting, List<String> states) {
        if (states.contains("open") || states.contains("forced_open") || bad > 0 && bad >= MANY * calls) {
            return TROUBLE;
        }
        if (states.contains("half_open") || bad > 0 && bad >= SOME * calls || waiting > 0) {
            return STRAINED;
        }
        if (bad + helped > 0 || states.contains("paused")) {
            return UNEASY;
        }
        return calls == 0 ? QUIET : WELL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

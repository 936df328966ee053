package io.selvedge.runtime.time;

/** Rings an alarm as a timer does, which only this package may. */
public final class Bell {
    private Bell() {}

    public static void ring(Alarm alarm) {
        alarm.ring();
    }
}

package io.selvedge.runtime.time;

/** An alarm of which only the bookkeeping matters. */
final class SilentAlarm extends Alarm {
    @Override
    protected void ring() {}
}

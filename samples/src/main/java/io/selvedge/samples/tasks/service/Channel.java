package io.selvedge.samples.tasks.service;

import java.util.Locale;

/** A way to reach a user; the notification API has an address for each, and each has trouble of its own. */
public enum Channel {
    MAIL,
    PUSH,
    SMS,
    CHAT;

    /** The path of its address, such as {@code /mail}. */
    public String path() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }
}

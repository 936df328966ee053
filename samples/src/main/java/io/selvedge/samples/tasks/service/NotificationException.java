package io.selvedge.samples.tasks.service;

import java.io.IOException;

/** The API has answered, but not taken the notification. */
public class NotificationException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public NotificationException(int status) {
        super("The notification API answered " + status + ".");
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}

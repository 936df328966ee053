package io.selvedge.samples.tasks.service;

import java.net.URI;

/** Where the notification API listens. */
public record NotificationApiAddress(URI uri) {}

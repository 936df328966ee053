package io.selvedge.samples.tasks.service;

/** The API's word that it has taken a notification. */
public record Receipt(String notificationId) {}

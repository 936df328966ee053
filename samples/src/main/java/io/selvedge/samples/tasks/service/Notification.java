package io.selvedge.samples.tasks.service;

/**
 * Something to tell a user.
 *
 * @param id unique; the API delivers an id once, however often it is sent, and that is what makes a retry safe
 * @param userId whom to tell
 * @param text what
 */
public record Notification(String id, String userId, String text) {}

package io.selvedge.samples.tasks.service;

/**
 * Something that a user has to do.
 *
 * @param id given by the database
 * @param userId whose task it is
 * @param title what is to be done
 * @param done whether it has been
 */
public record Task(long id, String userId, String title, boolean done) {}

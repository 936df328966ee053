package io.selvedge.samples.tasks.service;

/** How many tasks a user has done, and how many are left. */
public record Report(String userId, int done, int open) {}

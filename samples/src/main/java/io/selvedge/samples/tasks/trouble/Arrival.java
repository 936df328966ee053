package io.selvedge.samples.tasks.trouble;

/**
 * A request that came to the API.
 *
 * @param key which notification it carries: equal for the attempts of one call
 * @param nanos how long after the beginning of the script it came
 * @param reply what it was answered
 */
public record Arrival(String key, long nanos, Reply reply) {}

package io.selvedge.runtime.policy;

/**
 * A key for which a policy has something to do at the moment, for an operator who looks. Keys are data of users: they are
 * shown to whoever asks, and go into no meter, log or failure.
 *
 * @param key as the call brought it
 * @param load how busy it is, to be compared within one policy only; above 0
 * @param doing what goes on there, in a few words for operators, such as {@code "held, 3 waiting"}
 */
public record BusyKey(Object key, long load, String doing) {}

package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Time;
import java.util.concurrent.Executor;

/**
 * What all calls of an engine share.
 *
 * @param executor runs what may not run on the timer's thread or the thread of whoever gave a place; never rejects
 */
public record Environment(Time time, Executor executor, ContextCarrier carrier) {}

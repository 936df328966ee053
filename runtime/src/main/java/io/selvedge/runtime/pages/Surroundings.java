package io.selvedge.runtime.pages;

import io.selvedge.runtime.time.Time;
import java.util.concurrent.Executor;

/**
 * What all runs through the pages of one method share.
 *
 * @param method what failures call it
 * @param executor where subscribers are served
 */
record Surroundings(String method, Time time, Executor executor, Tally tally) {}

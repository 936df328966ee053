/**
 * The contract of a room: what a policy is asked, what it may answer, and what it may know.
 *
 * <p>A policy never sleeps, parks, schedules, catches an interrupt, starts a thread, logs or touches a meter. It
 * answers {@link io.selvedge.runtime.policy.Admission} at the door and {@link io.selvedge.runtime.policy.Verdict} at
 * the exit; the drivers carry the answers out.
 */
@NullMarked
package io.selvedge.runtime.policy;

import org.jspecify.annotations.NullMarked;

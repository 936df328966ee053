package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.record.StageRecorder;

/**
 * One policy in a pipeline.
 *
 * @param room the name of its room
 * @param recorder resolved once, so that a call looks nothing up
 */
public record Stage(String room, Policy policy, StageRecorder recorder) {}

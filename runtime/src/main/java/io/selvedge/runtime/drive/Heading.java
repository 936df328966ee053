package io.selvedge.runtime.drive;

/** Which way a walk through a pipeline goes on. */
enum Heading {
    /** To the next door, or to the method once all doors are passed. */
    IN,
    /** Through the exit of the policy that was passed last. */
    OUT,
    /** Not now: somebody else will go on. Only walks that never block answer this. */
    STOP
}

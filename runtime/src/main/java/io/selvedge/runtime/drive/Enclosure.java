package io.selvedge.runtime.drive;

/** What a part of an asynchronous call lies within. */
@FunctionalInterface
interface Enclosure {

    /** That part has really ended; told once, by whichever thread ended it. */
    void ended(StageCall part);
}

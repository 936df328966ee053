package io.selvedge.samples.tasks.service;

import java.io.IOException;

/** The cache does not have that task: a failure, so that where the first success wins, somebody else may answer. */
public final class CacheMissException extends IOException {
    private static final long serialVersionUID = 1L;

    public CacheMissException(long id) {
        super("The cache does not have task " + id + ".");
    }
}

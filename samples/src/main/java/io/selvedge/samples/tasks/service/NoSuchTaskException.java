package io.selvedge.samples.tasks.service;

/** There is no task with that id; a fact, which no policy can mend. */
public final class NoSuchTaskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchTaskException(long id) {
        super("There is no task " + id + ".");
    }
}

package io.selvedge.guice.plain;

import io.selvedge.guice.tally.Counted;

/** Not woven, and within Guice's reach. */
public class PlainTasks {
    @Counted
    public String find(long id) {
        return "task " + id;
    }

    @Counted
    protected String save(String task) {
        return find(task.length());
    }

    @Counted
    String drop() {
        return "dropped";
    }

    public String dropAll() {
        return drop();
    }
}

package io.selvedge.testkit;

/** A scripted method: asked for its reaction each time that it is run. Must be thread-safe if calls overlap. */
@FunctionalInterface
public interface Work {
    Reaction next();
}

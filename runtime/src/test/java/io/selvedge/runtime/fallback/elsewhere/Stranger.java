package io.selvedge.runtime.fallback.elsewhere;

/** A superclass in another package. */
@SuppressWarnings("unused") // found by name
public class Stranger {
    protected String handedDown(long id) {
        return "handed down " + id;
    }

    String keptInPackage(long id) {
        return "kept";
    }
}

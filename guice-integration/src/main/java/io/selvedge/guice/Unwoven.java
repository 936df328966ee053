package io.selvedge.guice;

/**
 * What becomes of methods that carry policies but were not woven, so that nothing would keep the policies.
 *
 * <p>Policies that cannot work at all, such as those on abstract methods, fail the creation of the injector in any case.
 */
public enum Unwoven {
    /** The injector is not created. The error names every such method and tells how to weave it. The default. */
    FAIL,

    /** A warning that names every such method is logged, once for the injector. Their calls run without policies. */
    WARN,

    /**
     * Guice's own interception serves those that it can reach, by the same engine and with the same pipeline as woven
     * ones. That is a method that is not private, static or final, in a class that is not final, called on an object
     * that Guice made with a constructor, and whose policies never run it with other arguments or several times at once
     * (such as fan-outs and hedges): those need weaving. The injector is not created if there are others; the error
     * names each and says what is in the way.
     *
     * <p>What an interceptor never sees is a call of {@code super}: where a subclass overrides a method, the override
     * is served if it carries policies itself, and what it calls by {@code super} is not.
     */
    INTERCEPT
}

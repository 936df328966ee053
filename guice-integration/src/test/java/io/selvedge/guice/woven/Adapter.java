package io.selvedge.guice.woven;

/** Implements a method that carries a policy, and carries none. */
public class Adapter implements Port {
    @Override
    public String send(String text) {
        return text;
    }
}

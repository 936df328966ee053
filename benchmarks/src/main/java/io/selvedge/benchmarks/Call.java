package io.selvedge.benchmarks;

/** One guarded call, ready to be made again and again. */
@FunctionalInterface
public interface Call {
    Object call() throws Throwable;
}

package io.selvedge.it.weaving;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Methods of every number of parameters and every shape that may be run with other arguments. */
class Widths {
    final AtomicInteger runs = new AtomicInteger();

    @Widened
    String none() {
        return "n" + runs.getAndIncrement();
    }

    @Widened
    int one(int a) {
        return 2 * a;
    }

    @Widened
    long two(long a, byte b) {
        return a + b;
    }

    @Widened
    String three(String a, double b, boolean c) {
        return a + b + c;
    }

    @Widened
    String four(String a, char b, short c, float d) {
        return a + b + c + d;
    }

    @Widened
    String five(String a, String b, String c, String d, String e) {
        return a + b + c + d + e;
    }

    @Widened
    private String six(String a, String b, String c, String d, String e, String f) {
        return a + b + c + d + e + f;
    }

    String callsSix() {
        return six("a", "b", "c", "d", "e", "f");
    }

    @Widened
    final String seven(String a, String b, String c, String d, String e, String f, String g) {
        return a + b + c + d + e + f + g;
    }

    @Widened
    String eight(String a, String b, String c, String d, String e, String f, String g, int... h) {
        return a + b + c + d + e + f + g + h.length;
    }

    @Widened
    void nothing(int a) {
        runs.addAndGet(a);
    }

    @Widened
    <T> T generic(T a) {
        return a;
    }

    @Widened
    static String onClass(String a, int b) {
        return a + b;
    }

    @Widened
    static String onClassAlone() {
        return "alone";
    }

    @Widened
    CompletionStage<String> stage(String a) {
        return CompletableFuture.completedFuture(a);
    }

    @Widened
    static CompletableFuture<Integer> later(int a, int b) {
        return CompletableFuture.supplyAsync(() -> a + b);
    }

    interface ByDefault {
        @Widened
        default String greeting(String a) {
            return "hello " + a;
        }
    }

    record Greeter() implements ByDefault {
        @Widened
        int twice(int x) {
            return 2 * x;
        }
    }

    @Widened
    static class OnClass {
        public String open(String a) {
            return a;
        }
    }
}

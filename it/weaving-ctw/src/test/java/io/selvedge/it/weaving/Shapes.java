package io.selvedge.it.weaving;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Serialized;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods of every shape that can be guarded, each with a result that shows that its own body ran on its arguments. */
class Shapes {
    @Bulkhead
    @Retention(RetentionPolicy.RUNTIME)
    @interface Bundle {}

    @Bundle
    @Retention(RetentionPolicy.RUNTIME)
    @interface BundleOfBundles {}

    int runs;

    @Bulkhead
    void ofVoid() {
        runs++;
    }

    @Bulkhead
    int ofInt(int a) {
        return a + 1;
    }

    @Bulkhead
    long ofLong(long a) {
        return a + 1;
    }

    @Bulkhead
    double ofDouble(double a) {
        return a + 1;
    }

    @Bulkhead
    boolean ofBoolean(boolean a) {
        return !a;
    }

    @Bulkhead
    float ofFloat(float a) {
        return a + 1;
    }

    @Bulkhead
    short ofShort(short a) {
        return (short) (a + 1);
    }

    @Bulkhead
    byte ofByte(byte a) {
        return (byte) (a + 1);
    }

    @Bulkhead
    char ofChar(char a) {
        return (char) (a + 1);
    }

    @Bulkhead
    String ofObject(String a) {
        return a + "!";
    }

    @Bulkhead
    int[] ofArray(int... a) {
        return a;
    }

    @Bulkhead
    <T extends Comparable<T>> T generic(List<T> all) {
        return all.get(0);
    }

    String callsPrivate(String a) {
        return isPrivate(a);
    }

    @Bulkhead
    private String isPrivate(String a) {
        return a + " in private";
    }

    @Bulkhead
    static String isStatic(String a) {
        return a + " in static";
    }

    @Bulkhead
    final String isFinal(String a) {
        return a + " in final";
    }

    @Bulkhead
    int throwsChecked(IOException failure) throws IOException {
        throw failure;
    }

    @Bundle
    int bundled(int a) {
        return a;
    }

    @BundleOfBundles
    int bundledTwice(int a) {
        return a;
    }

    @Serialized
    int keyed1(@Key String key) {
        return key.length();
    }

    @Serialized
    long keyed2(@Key long key, int add) {
        return key + add;
    }

    @Serialized
    String keyed3(String a, @Key String key, char b) {
        return a + key + b;
    }

    @Serialized
    String keyed4(String a, String b, String c, @Key String key) {
        return a + b + c + key;
    }

    @Serialized
    static int keyedStatic(@Key String key, int add) {
        return key.length() + add;
    }

    @Serialized
    void keyedVoid(@Key String key) {
        runs++;
    }

    @Bulkhead
    CompletionStage<String> stage(String a) {
        return CompletableFuture.completedFuture(a + " staged");
    }

    @Serialized
    CompletableFuture<String> keyedStage(@Key String a) {
        return CompletableFuture.supplyAsync(() -> a + " staged");
    }

    @Bulkhead
    static CompletableFuture<String> staticStage() {
        return CompletableFuture.completedFuture("static stage");
    }

    String selfCall() {
        return this.ofObject("self");
    }

    interface WithDefault {
        @Bulkhead
        default String greeting() {
            return "by default";
        }
    }

    record Point(int x) implements WithDefault {
        @Bulkhead
        int twice() {
            return 2 * x;
        }
    }

    enum Colour {
        RED {
            @Bulkhead
            @Override
            String shade() {
                return "dark " + this;
            }
        };

        abstract String shade();

        @Bulkhead
        String plain() {
            return "plain " + this;
        }
    }

    @Bulkhead
    static class OnClass {
        public int open() {
            return 1;
        }

        int packagePrivate() {
            return 2;
        }

        protected int isProtected() {
            return 3;
        }

        public static int isStatic() {
            return 4;
        }

        @Override
        public String toString() {
            return "on class";
        }

        static class Nested {
            public int open() {
                return 5;
            }
        }
    }

    static class OverridesWithout extends OnClass {
        @Override
        public int open() {
            return super.open() + 10;
        }
    }

    static class OverridesWith extends OnClass {
        @Override
        @Bulkhead
        public int open() {
            return super.open() + 10;
        }
    }

    static class Base<T> {
        @Bulkhead
        String echo(T value) {
            return "base " + value;
        }
    }

    static class Bridged extends Base<String> {
        @Override
        @Bulkhead
        String echo(String value) {
            return "sub of " + super.echo(value);
        }
    }

    /** Looks like a call of super, but is a call of another object. */
    static class Delegating extends OnClass {
        private final OnClass other;

        Delegating(OnClass other) {
            this.other = other;
        }

        @Override
        @Bulkhead
        public int open() {
            return other.open() + 100;
        }
    }
}

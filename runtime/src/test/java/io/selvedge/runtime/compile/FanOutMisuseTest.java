package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Join;
import io.selvedge.values.Settled;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FanOutMisuseTest {
    @FanOut
    @Retention(RetentionPolicy.RUNTIME)
    @interface Spread {}

    @FanOut(branches = "other")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Branching {}

    @Bulkhead(name = "database")
    @Retention(RetentionPolicy.RUNTIME)
    @interface OfDatabase {}

    static class Inputs {
        @FanOut
        List<String> nothing(List<Long> ids) {
            return List.of();
        }

        @FanOut
        List<String> two(@Each List<Long> ids, @Each Set<Long> others) {
            return List.of();
        }

        @FanOut(branches = "other")
        List<String> both(@Each List<Long> ids) {
            return List.of();
        }

        List<String> other(List<Long> ids) {
            return List.of();
        }

        @FanOut
        List<String> tooSpecial(@Each ArrayList<Long> ids) {
            return List.of();
        }

        @FanOut
        List<String> noCollection(@Each long id) {
            return List.of();
        }
    }

    static class Results {
        @FanOut
        String one(@Each List<Long> ids) {
            return "";
        }

        @FanOut
        int count(@Each long... ids) {
            return 0;
        }

        @FanOut
        CompletionStage<String> staged(@Each List<Long> ids) {
            return CompletableFuture.completedFuture("");
        }

        @FanOut
        <T> CompletionStage<T> unknown(@Each List<T> ids) {
            return CompletableFuture.failedFuture(new Exception());
        }

        @FanOut
        <T> T[] unknownArray(@Each List<T> ids, T[] none) {
            return none;
        }

        @FanOut(join = Join.ALL_SETTLED)
        List<String> unsettled(@Each List<Long> ids) {
            return List.of();
        }

        @FanOut(join = Join.ALL_SETTLED)
        Map<Long, Settled<String>> settledMap(@Each List<Long> ids) {
            return Map.of();
        }

        @FanOut(join = Join.RACE)
        Stream<String> lazyRace(@Each List<Long> ids) {
            return Stream.of();
        }

        @FanOut(ordered = false)
        List<String> unordered(@Each List<Long> ids) {
            return List.of();
        }
    }

    static class Sizes {
        @FanOut(concurrency = 0)
        List<String> none(@Each List<Long> ids) {
            return List.of();
        }

        @FanOut(concurrency = 1_000_001, batch = 0)
        List<String> outOfRange(@Each List<Long> ids) {
            return List.of();
        }

        @FanOut(join = Join.ANY, batch = 2)
        String batchOfRivals(@Each List<Long> ids) {
            return "";
        }

        @FanOut(branches = "sibling", batch = 50)
        List<String> batchOfBranches(long id) {
            return List.of();
        }

        List<String> sibling(long id) {
            return List.of();
        }
    }

    static class Branches {
        @FanOut(join = Join.ANY, branches = "missing")
        String absent(long id) {
            return "";
        }

        @FanOut(
                join = Join.ANY,
                branches = {"candidate", "candidate"})
        String twice(long id) {
            return "";
        }

        @FanOut(join = Join.ANY, branches = "itself")
        String itself(long id) {
            return "";
        }

        @FanOut(join = Join.ANY, branches = "candidate")
        static String ofStatic(long id) {
            return "";
        }

        @FanOut(join = Join.ANY, branches = "candidate")
        Integer otherResult(long id) {
            return 1;
        }

        @FanOut(join = Join.ANY, branches = "candidate")
        String otherParameters(String id) {
            return "";
        }

        @FanOut(join = Join.ANY, branches = "ofTexts")
        String otherElements(List<Long> ids) {
            return "";
        }

        @FanOut(branches = "lazily")
        Stream<String> lazy(Iterator<Long> ids) {
            return Stream.of();
        }

        Stream<String> lazily(Iterator<Long> ids) {
            return Stream.of();
        }

        String candidate(long id) {
            return "";
        }

        String ofTexts(List<String> ids) {
            return "";
        }
    }

    static class Limiters {
        @FanOut(join = Join.ANY, branches = "replica")
        @Bulkhead(name = "database")
        String primary(long id) {
            return "";
        }

        @OfDatabase
        String replica(long id) {
            return "";
        }

        @FanOut(join = Join.ANY, branches = "ownPermits")
        @Bulkhead(name = "database")
        String sound(long id) {
            return "";
        }

        @Bulkhead
        String ownPermits(long id) {
            return "";
        }
    }

    static class Forms {
        @FanOut
        synchronized List<String> locked(@Each List<Long> ids) {
            return List.of();
        }

        @FanOut
        List<String> wide(@Each List<Long> ids, int b, int c, int d, int e, int f, int g, int h, int i) {
            return List.of();
        }
    }

    @Test
    void refusesWhatCannotBeSpreadOrJoined() {
        Golden.misuses(
                "fan-out",
                StandardRooms.compiler(),
                Inputs.class,
                Results.class,
                Sizes.class,
                Branches.class,
                Limiters.class,
                Forms.class);
    }

    @Test
    void refusesABundleThatSpreadsForLambdasWithoutElements() {
        Golden.misuse(
                "fan-out-lambda", () -> StandardRooms.compiler().plan("partner", Spread.class, false, Brought.NOTHING));
    }

    @Test
    void refusesBranchesForLambdas() {
        Golden.misuse(
                "fan-out-lambda-branches",
                () -> StandardRooms.compiler().plan("partner", Branching.class, false, Brought.ELEMENTS));
    }
}

package io.selvedge.it.weaving;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Join;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.values.Settled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Methods that are spread, of every shape. */
final class Spreads {
    final Queue<Object> slices = new ConcurrentLinkedQueue<>();
    final AtomicInteger failures = new AtomicInteger();

    @FanOut
    List<String> list(@Each List<Integer> numbers) {
        slices.add(List.copyOf(numbers));
        return numbers.stream().map(String::valueOf).toList();
    }

    @FanOut(batch = 2)
    Set<String> set(@Each Set<Integer> numbers) {
        slices.add(Set.copyOf(numbers));
        return numbers.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    @FanOut
    Collection<String> collection(@Each Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    @FanOut(batch = 3)
    long[] squares(@Each long... numbers) {
        slices.add(numbers);
        return LongStream.of(numbers).map(number -> number * number).toArray();
    }

    @FanOut
    String[] texts(@Each Iterable<Integer> numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add("" + number));
        return texts.toArray(String[]::new);
    }

    @FanOut(batch = 2)
    Map<Integer, String> map(@Each Iterator<Integer> numbers) {
        Map<Integer, String> map = new LinkedHashMap<>();
        numbers.forEachRemaining(number -> map.put(number, "" + number));
        return map;
    }

    @FanOut
    void nothing(@Each Stream<Integer> numbers, Queue<Integer> into) {
        numbers.forEach(into::add);
    }

    List<String> callsPrivate(List<Integer> numbers) {
        return isPrivate(numbers, "in private ");
    }

    @FanOut
    private List<String> isPrivate(@Each List<Integer> numbers, String before) {
        return numbers.stream().map(number -> before + number).toList();
    }

    @FanOut
    static <T> List<T> isStatic(@Each List<T> things, int times) {
        List<T> all = new ArrayList<>();
        for (T thing : things) {
            for (int i = 0; i < times; i++) {
                all.add(thing);
            }
        }
        return all;
    }

    @FanOut
    CompletionStage<List<String>> staged(@Each List<Integer> numbers) {
        return CompletableFuture.completedFuture(
                numbers.stream().map(String::valueOf).toList());
    }

    @FanOut
    CompletableFuture<Void> stagedNothing(@Each List<Integer> numbers, Queue<Integer> into) {
        into.addAll(numbers);
        return CompletableFuture.completedFuture(null);
    }

    @FanOut
    CompletionStage<Stream<Integer>> stagedStream(@Each List<Integer> numbers) {
        return CompletableFuture.completedFuture(numbers.stream());
    }

    @FanOut(join = Join.ALL_SETTLED)
    List<Settled<Integer>> settled(@Each List<String> texts) {
        return Settled.each(texts, Integer::parseInt);
    }

    @FanOut(join = Join.ANY)
    int firstNumber(@Each List<String> texts) {
        return Integer.parseInt(texts.get(0));
    }

    @FanOut
    @Retry(maxRetries = 3, backoff = @Backoff(initial = "1ms", jitter = Jitter.NONE))
    @Timeout("10s")
    @Bulkhead(limit = 10)
    List<Integer> guarded(@Each List<Integer> numbers) throws IOException {
        slices.add(List.copyOf(numbers));
        if (numbers.get(0) == 2 && failures.getAndDecrement() > 0) {
            throw new IOException("not yet");
        }
        return numbers;
    }

    @FanOut(
            join = Join.ANY,
            branches = {"failing", "slow"})
    String fastest(long id) throws Exception {
        throw new IOException("no cache");
    }

    private String failing(long id) {
        throw new IllegalStateException("no replica");
    }

    private String slow(long id) {
        return "from database " + id;
    }

    @FanOut(branches = "others")
    static List<String> everywhere(String what, int count) {
        return List.of(what + " here");
    }

    @Retry
    static List<String> others(String what, int count) {
        return Arrays.asList(what + " there " + count, null);
    }

    @FanOut(join = Join.RACE, branches = "never")
    CompletableFuture<String> race(String name) {
        return rivalBegan.thenApply(began -> "won by " + name);
    }

    private final CompletableFuture<Boolean> rivalBegan = new CompletableFuture<>();
    final CountDownLatch cancelled = new CountDownLatch(1);

    CompletableFuture<String> never(String name) {
        CompletableFuture<String> endless = new CompletableFuture<>();
        var unused = endless.whenComplete((value, failure) -> cancelled.countDown());
        rivalBegan.complete(true);
        return endless;
    }

    @FanOut(concurrency = 2)
    List<Integer> nested(@Each List<Integer> numbers, int deep) {
        if (deep == 0) {
            return numbers;
        }
        int number = numbers.get(0);
        return nested(List.of(number, number, number), deep - 1).stream()
                .distinct()
                .toList();
    }
}

package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a console costs: its threads, by their processor time, and the calls that it counts. */
class ConsoleCostTest {
    private static final int METHODS = 1000;
    private static final int PAGES = 10;
    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");
    /** Of a core. A machine that is busy with other things takes longer for the same. */
    private static final double MOST = SOAK ? 0.02 : 0.06;

    private static final int MOST_WINDOWS = 30;
    private static final int CALLS = 3_000_000;

    @Retry
    @CircuitBreaker
    @Timeout("1s")
    @Bulkhead(limit = 10)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder bytes = new LongAdder();

    @Test
    void a_thousand_busy_methods_and_ten_pages_cost_little_of_a_core() throws Exception {
        try (Engine engine = Engine.start()) {
            URI address = Console.start(engine).address();
            List<Guard> guards = IntStream.range(0, METHODS)
                    .mapToObj(i -> engine.guard("org.shop.backend.Service" + i + ".find", Chain.class))
                    .toList();
            start("customers", () -> call(guards));
            for (int i = 0; i < PAGES; i++) {
                start("page", () -> look(address));
            }
            double share = 1;
            for (int i = 0; i < MOST_WINDOWS && (share >= MOST || !allTold()); i++) {
                share = Math.min(share, shareOfTwoSeconds());
            }
            System.out.printf("%d methods, %d pages: %.2f %% of a core%n", METHODS, PAGES, 100 * share);
            assertThat(allTold()).as("the pages were told of all methods").isTrue();
            assertThat(share).isLessThan(MOST);
        } finally {
            over.set(true);
        }
    }

    private boolean allTold() {
        return bytes.sum() > 100L * METHODS * PAGES;
    }

    /** The least of several counts, since the first ones are not compiled yet, and what else runs is not ours. */
    private double shareOfTwoSeconds() throws InterruptedException {
        long before = consoleNanos();
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(2);
        return (double) (consoleNanos() - before) / (System.nanoTime() - began);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private long consoleNanos() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && isOurs(info))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    private static boolean isOurs(ThreadInfo thread) {
        return thread.getThreadName().startsWith("selvedge-console")
                || thread.getThreadName().startsWith("HTTP-Dispatcher");
    }

    /** Each method a few times a second, not always as often. */
    private void call(List<Guard> guards) {
        for (int i = 0; !over.get(); i++) {
            int number = i;
            guards.get(i * 7 % METHODS).run(() -> LockSupport.parkNanos(number % 3));
            if (i % 10 == 0) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    private void look(URI address) {
        try (Socket socket = Wire.connect(address)) {
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0 && !over.get(); n = in.read(buffer)) {
                bytes.add(n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void it_does_not_double_the_time_of_a_call() {
        assumeThat(SOAK).as("the machine is quiet").isTrue();
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        try (Engine engine = Engine.start().serve(Till.class)) {
            Till till = new Till();
            nanosPerCall(till);
            for (int round = 0; round < 5; round++) {
                without.add(nanosPerCall(till));
                try (Console console = Console.start(engine)) {
                    assertThat(console.address()).isNotNull();
                    nanosPerCall(till);
                    with.add(nanosPerCall(till));
                }
            }
        }
        double before = without.stream().min(Double::compare).orElseThrow();
        double after = with.stream().min(Double::compare).orElseThrow();
        System.out.printf("a call: %.0f ns without a console, %.0f ns with one (best of 5)%n", before, after);
        assertThat(after).isLessThan(2 * before);
    }

    private static double nanosPerCall(Till till) {
        long began = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            till.pay(i);
        }
        return (double) (System.nanoTime() - began) / CALLS;
    }
}

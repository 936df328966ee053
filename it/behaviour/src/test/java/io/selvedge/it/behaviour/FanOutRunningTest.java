package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.FanOut;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.fanout.FanOutControl;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many children a fan-out says to be running, seen from within: by its children, and by its input. */
class FanOutRunningTest {
    private static final List<Integer> THREE = List.of(1, 2, 3);

    private final Engine engine = Engine.start();
    private final FanGuard guard = engine.fanOut("one", One.class);
    private final FanOutControl control = engine.control(FanOutControl.class, "one");
    private final List<Long> seenByInput = new ArrayList<>();

    @FanOut(concurrency = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface One {}

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void each_child_counts_while_it_runs_and_none_afterwards() throws Exception {
        assertThat(guard.all(THREE, slice -> List.of(control.running()))).containsExactly(1L, 1L, 1L);
        assertThat(control.running()).isZero();
    }

    @Test
    void the_same_with_stages() {
        assertThat(guard.stageAll(THREE, slice -> CompletableFuture.completedFuture(List.of(control.running())))
                        .join())
                .containsExactly(1L, 1L, 1L);
        assertThat(control.running()).isZero();
    }

    @Test
    void no_child_counts_while_the_input_is_read() throws Exception {
        assertThat(guard.all(watching(), slice -> List.of(control.running()))).containsExactly(1L, 1L, 1L);
        assertThat(seenByInput).containsExactly(0L, 0L, 0L, 0L);
        assertThat(control.running()).isZero();
    }

    @Test
    void none_counts_after_a_failure() {
        assertThatThrownBy(() -> guard.all(THREE, slice -> {
                    throw new IOException();
                }))
                .isInstanceOf(IOException.class);
        assertThat(control.running()).isZero();
    }

    private Iterable<Integer> watching() {
        Iterator<Integer> three = THREE.iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                seenByInput.add(control.running());
                return three.hasNext();
            }

            @Override
            public Integer next() {
                return three.next();
            }
        };
    }
}

package io.selvedge.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledTest {
    private final IOException down = new IOException("down");

    @Test
    void isFulfilledWithAValueWhichMayBeNull() throws Exception {
        Settled<String> settled = Settled.of(() -> "a");

        assertThat(settled).isEqualTo(Settled.fulfilled("a"));
        assertThat(settled.isFulfilled()).isTrue();
        assertThat(settled.isRejected()).isFalse();
        assertThat(settled.get()).isEqualTo("a");
        assertThat(settled.orElse("b")).isEqualTo("a");
        assertThat(settled.reason()).isEmpty();
        assertThat(Settled.of(() -> null).get()).isNull();
    }

    @Test
    void isRejectedWithTheVeryFailure() {
        Settled<String> settled = Settled.of(() -> {
            throw down;
        });

        assertThat(settled).isEqualTo(Settled.rejected(down));
        assertThat(settled.isRejected()).isTrue();
        assertThat(settled.orElse("b")).isEqualTo("b");
        assertThat(settled.reason()).containsSame(down);
        assertThatThrownBy(settled::get).isSameAs(down);
    }

    @Test
    void anErrorIsAReasonToo() {
        AssertionError error = new AssertionError();

        assertThat(Settled.of(() -> {
                            throw error;
                        })
                        .reason())
                .containsSame(error);
    }

    @Test
    void anInterruptionIsAReasonAndLeavesTheFlagUp() {
        Settled<String> settled = Settled.of(() -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(settled.reason()).containsInstanceOf(InterruptedException.class);
    }

    @Test
    void eachElementIsSettledByItselfInOrder() {
        List<Settled<Integer>> settled = Settled.each(List.of("1", "two", "3"), Integer::parseInt);

        assertThat(settled.get(0)).isEqualTo(Settled.fulfilled(1));
        assertThat(settled.get(1).reason()).containsInstanceOf(NumberFormatException.class);
        assertThat(settled.get(2)).isEqualTo(Settled.fulfilled(3));
    }

    @Test
    void manyAreCountedAndTakenApart() {
        List<Settled<String>> all =
                Arrays.asList(Settled.fulfilled("a"), Settled.rejected(down), Settled.fulfilled(null));

        assertThat(Settled.counts(all)).isEqualTo(new Settled.Counts(2, 1));
        assertThat(Settled.values(all)).containsExactly("a", null);
        assertThat(Settled.reasons(all)).containsExactly(down);
        assertThat(Settled.partition(all)).isEqualTo(new Settled.Partition<>(Arrays.asList("a", null), List.of(down)));
        assertThat(Settled.counts(List.<Settled<String>>of())).isEqualTo(new Settled.Counts(0, 0));
    }
}

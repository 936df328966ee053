package io.selvedge.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeTest {
    private static final long FOR_EVER = Long.MAX_VALUE - 1;

    private final Stripe stripe = new Stripe(0);

    @Test
    void givesAlarmsOutInTheOrderOfTheirMoments() {
        LongStream.of(5, 3, 9, 1, 7, 3).forEach(at -> stripe.add(new Bell(), at));
        assertThat(drain(FOR_EVER)).containsExactly(1L, 3L, 3L, 5L, 7L, 9L);
    }

    @Test
    void keepsWhatIsNotDue() {
        LongStream.of(10, 11, 12).forEach(at -> stripe.add(new Bell(), at));
        assertThat(drain(11)).containsExactly(10L, 11L);
        assertThat(stripe.earliest()).isEqualTo(12);
    }

    @Test
    void refusesAnAlarmThatIsArmed() {
        Bell bell = new Bell();
        stripe.add(bell, 1);
        assertThatIllegalStateException().isThrownBy(() -> stripe.add(bell, 2)).withMessageContaining("armed already");
        assertThat(stripe.size()).isEqualTo(1);
    }

    @Test
    void knowsNothingOfAnAlarmThatNeverCameOrHasLeft() {
        Bell bell = new Bell();
        assertThat(stripe.remove(bell)).isFalse();
        stripe.add(bell, 1);
        assertThat(stripe.remove(bell)).isTrue();
        assertThat(stripe.remove(bell)).isFalse();
    }

    @Test
    void leavesAnAlarmAloneThatIsElsewhere() {
        Stripe other = new Stripe(1);
        Bell bell = new Bell();
        stripe.add(new Bell(), 1);
        other.add(bell, 1);
        assertThat(stripe.remove(bell)).isFalse();
        assertThat(stripe.size()).isEqualTo(1);
        assertThat(other.remove(bell)).isTrue();
    }

    @Test
    void givesTheRoomOfABurstBack() {
        int before = stripe.capacity();
        List<Bell> burst = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Bell bell = new Bell();
            burst.add(bell);
            stripe.add(bell, i);
        }
        assertThat(stripe.capacity()).isGreaterThanOrEqualTo(100_000);
        burst.forEach(stripe::remove);
        assertThat(stripe.capacity()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesWhatASortedListDoes(long seed) {
        Random random = new Random(seed);
        List<Bell> model = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            // The share of additions changes, so that the heap grows and shrinks several times.
            if (random.nextInt(100) < (step / 2_000 % 2 == 0 ? 70 : 35)) {
                addOne(model, random.nextInt(1_000));
            } else if (random.nextBoolean()) {
                removeOne(model, random);
            } else {
                pollOne(model, random.nextInt(1_000));
            }
            assertThat(stripe.size()).isEqualTo(model.size());
            assertThat(stripe.earliest()).isEqualTo(earliest(model));
        }
        assertThat(drain(FOR_EVER))
                .isEqualTo(model.stream().map(bell -> bell.atNanos).sorted().toList());
    }

    private void addOne(List<Bell> model, long at) {
        Bell bell = new Bell();
        stripe.add(bell, at);
        model.add(bell);
    }

    private void removeOne(List<Bell> model, Random random) {
        if (!model.isEmpty()) {
            assertThat(stripe.remove(model.remove(random.nextInt(model.size()))))
                    .isTrue();
        }
    }

    private void pollOne(List<Bell> model, long now) {
        Alarm due = stripe.pollDue(now);
        if (earliest(model) <= now) {
            assertThat(due).isNotNull();
            assertThat(due.atNanos).isEqualTo(earliest(model));
            assertThat(model.remove(due)).isTrue();
        } else {
            assertThat(due).isNull();
        }
    }

    private static long earliest(List<Bell> model) {
        return model.stream().mapToLong(bell -> bell.atNanos).min().orElse(Long.MAX_VALUE);
    }

    private List<Long> drain(long now) {
        List<Long> moments = new ArrayList<>();
        for (Alarm due = stripe.pollDue(now); due != null; due = stripe.pollDue(now)) {
            moments.add(due.atNanos);
        }
        return moments;
    }
}

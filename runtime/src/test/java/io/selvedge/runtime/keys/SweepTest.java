package io.selvedge.runtime.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.policy.Housekeeping;
import io.selvedge.runtime.policy.Site;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {
    private final Place place = new Place();
    private final Deque<Boolean> more = new ArrayDeque<>();
    private final Sweep sweep = new Sweep(place.keyed(1), more::remove);

    private void rounds(Boolean... answers) {
        more.addAll(List.of(answers));
        sweep.start();
        place.pass(Place.IDLE);
    }

    @Test
    void goesOnWhileThereIsMore() {
        rounds(true, true, false, false);
        assertThat(place.armed()).isTrue();
        place.pass(2 * Place.IDLE);
        assertThat(more).isEmpty();
        assertThat(place.armed()).isFalse();
    }

    @Test
    void startingTwiceArmsOnce() {
        sweep.start();
        sweep.start();
        assertThat(place.armed()).isTrue();
    }

    @Test
    void looksOnceMoreForWhatCameWhileItStopped() {
        rounds(false, true);
        assertThat(more).isEmpty();
        assertThat(place.armed()).isTrue();
    }

    @Test
    void endsWithTheEngineThoughThereIsMore() {
        rounds(true);
        place.close();
        assertThat(place.armed()).isFalse();
        sweep.start();
        new Sweep(place.keyed(1), more::remove).start();
        assertThat(place.armed()).isFalse();
    }

    @Test
    void waitsNoLongerThanTimeLasts() {
        Sweep patient = new Sweep(
                new Site(
                        ScriptedCall.KEYED,
                        Object.class,
                        "",
                        new Site.KeyBounds(1, Long.MAX_VALUE),
                        place,
                        new Housekeeping(place, place)),
                () -> false);
        place.pass(5);
        patient.start();
        assertThat(place.dueNanos()).isEqualTo(Long.MAX_VALUE);
    }
}

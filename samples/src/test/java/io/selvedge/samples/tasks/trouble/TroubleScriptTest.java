package io.selvedge.samples.tasks.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TroubleScriptTest {
    @Test
    void theSameSeedTellsTheSameTroubles() {
        assertThat(replies(TroubleScript.flaky(7, 0.3, 0.1))).isEqualTo(replies(TroubleScript.flaky(7, 0.3, 0.1)));
        assertThat(replies(TroubleScript.flaky(8, 0.3, 0.1))).isNotEqualTo(replies(TroubleScript.flaky(7, 0.3, 0.1)));
    }

    @Test
    void troublesComeAsOftenAsAsked() {
        List<Reply> replies = replies(TroubleScript.flaky(7, 0.3, 0.1));

        assertThat(replies).filteredOn(Reply.BROKEN::equals).hasSizeBetween(260, 340);
        assertThat(replies).filteredOn(Reply.tooMany(1)::equals).hasSizeBetween(70, 130);
    }

    @Test
    void anOutageBeginsAndEnds() {
        TroubleScript script = TroubleScript.outage(100, 200, 30);

        assertThat(script.reply(0, 99)).isEqualTo(Reply.TAKEN);
        assertThat(script.reply(1, 100)).isEqualTo(Reply.BROKEN.after(30));
        assertThat(script.reply(2, 199)).isEqualTo(Reply.BROKEN.after(30));
        assertThat(script.reply(3, 200)).isEqualTo(Reply.TAKEN);
    }

    @Test
    void aLimitHoldsOverAnySecond() {
        TroubleScript script = TroubleScript.limited(2);

        assertThat(script.reply(0, 500)).isEqualTo(Reply.TAKEN);
        assertThat(script.reply(1, 900)).isEqualTo(Reply.TAKEN);
        assertThat(script.reply(2, 1499)).isEqualTo(Reply.tooMany(1));
        assertThat(script.reply(3, 1500)).isEqualTo(Reply.TAKEN);
        assertThat(script.reply(4, 1899)).isEqualTo(Reply.tooMany(1));
    }

    @Test
    void aRestartFailsTheFirstWaveInOneMomentAndThenWhatIsTooMuch() {
        TroubleScript script = TroubleScript.restarting(2, 300, 1);

        assertThat(script.reply(0, 0)).isEqualTo(Reply.BROKEN.after(300));
        assertThat(script.reply(1, 100)).isEqualTo(Reply.BROKEN.after(200));
        assertThat(script.reply(2, 300)).isEqualTo(Reply.TAKEN);
        assertThat(script.reply(3, 349)).isEqualTo(Reply.BROKEN);
        assertThat(script.reply(4, 350)).isEqualTo(Reply.TAKEN);
    }

    private static List<Reply> replies(TroubleScript script) {
        return IntStream.range(0, 1000).mapToObj(i -> script.reply(i, i)).toList();
    }
}

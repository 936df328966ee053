package io.selvedge.samples.tasks.story;

import io.selvedge.failures.CallTimeoutException;
import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Chat messages that the API takes and says nothing to. */
final class StalledChat implements Chapter {
    private static final Duration STALL = Duration.ofMillis(1200);
    private static final Duration LIMIT = Duration.ofMillis(300);

    @Override
    public String title() {
        return "A stalled call";
    }

    @Override
    public void tell(Scene scene) throws InterruptedException {
        int messages = scene.setting().many(48);
        Screen screen = scene.screen();
        screen.say("tried", messages + " chat messages, all at once: by as many callers, then asynchronously");
        screen.say("broke", "every fourth request gets its answer after " + Shown.time(STALL.toNanos()));
        screen.say("answer", Guards.of(NotificationClient.class, "chat"));

        NotificationClient client = scene.notifications();
        Outcomes bare = played(scene, () -> blocking(messages, i -> client.post(Channel.CHAT, chat(i))));
        Outcomes limited = played(scene, () -> blocking(messages, i -> client.chat(chat(i))));
        Outcomes stages = played(scene, () -> Crowd.asStages(messages, i -> client.chatAsync(chat(i))));
        boolean allEnded = nothingRuns(scene.ledger());
        screen.show(compared(bare, limited, stages));
        screen.say("told", stages.failures().example());
        screen.claim(
                timedOut(limited) > 0 && timedOut(stages) > 0 && timedOut(limited) == limited.failed(),
                "who met a stall was told so after " + Shown.time(LIMIT.toNanos()) + ", the others had their answer");
        screen.claim(
                earliest(limited) >= LIMIT.toNanos() && earliest(stages) >= LIMIT.toNanos(),
                "nobody was cut off before the limit");
        screen.claim(allEnded, "nothing is left running: no permit was held any more while the API still stalled");
    }

    private static Outcomes played(Scene scene, Supplier<Outcomes> calls) {
        scene.world().api().play(Channel.CHAT.path(), TroubleScript.stalling(4, (int) STALL.toMillis()));
        return calls.get();
    }

    private static Outcomes blocking(int messages, Crowd.Action action) {
        return Crowd.together(messages, messages, action);
    }

    private static int timedOut(Outcomes outcomes) {
        return outcomes.failedWith(CallTimeoutException.class);
    }

    private static long earliest(Outcomes outcomes) {
        return outcomes.only(CallTimeoutException.class).quantile(0);
    }

    private static boolean nothingRuns(Ledger ledger) throws InterruptedException {
        long until = System.nanoTime() + STALL.toNanos() / 2;
        while (ledger.permitsUsed() > 0 && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        return ledger.permitsUsed() == 0;
    }

    private static List<String> compared(Outcomes bare, Outcomes limited, Outcomes stages) {
        return new Table("", "unguarded", "@Timeout", "@Timeout, async")
                .row("answered", bare.succeeded(), limited.succeeded(), stages.succeeded())
                .row("left at the limit", timedOut(bare), timedOut(limited), timedOut(stages))
                .row("a caller waited, median", bare.median(), limited.median(), stages.median())
                .row("a caller waited at most", bare.slowest(), limited.slowest(), stages.slowest())
                .lines();
    }

    private static Notification chat(int number) {
        return new Notification("c" + number, "cyd", "are you there?");
    }
}

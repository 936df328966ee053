package io.selvedge.samples.tasks.story;

import io.selvedge.failures.CircuitOpenException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.service.NotificationException;
import io.selvedge.samples.tasks.trouble.Traffic;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** An API that goes down for a while, and calls that keep coming. */
final class PushOutage implements Chapter {
    private static final int CALLS = 280;
    private static final Duration GAP = Duration.ofMillis(10);
    private static final int DOWN_MILLIS = 1000;
    private static final int STALL_MILLIS = 150;

    @Override
    public String title() {
        return "An outage";
    }

    @Override
    public void tell(Scene scene) throws InterruptedException {
        int from = 500 + new SplittableRandom(scene.setting().seed()).nextInt(300);
        Screen screen = scene.screen();
        screen.say("tried", CALLS + " push messages, one each " + GAP.toMillis() + " ms");
        screen.say(
                "broke",
                String.format(
                        Locale.ROOT,
                        "the API is down from %.2f s to %.2f s, and takes %d ms to say so",
                        from / 1e3,
                        (from + DOWN_MILLIS) / 1e3,
                        STALL_MILLIS));
        screen.say("answer", Guards.of(NotificationClient.class, "push"));

        NotificationClient client = scene.notifications();
        CircuitControl breaker = scene.injector().getInstance(Engine.class).control(CircuitControl.class, "push");
        Run bare = run(scene, from, number -> client.post(Channel.PUSH, push(number)));
        try (Timeline states = Timeline.of(() -> letter(breaker.state()))) {
            Run guarded = run(scene, from, number -> client.push(push(number)));
            screen.show(drawn(from, states.seen()));
            screen.show(compared(bare, guarded));
            check(screen, bare, guarded, breaker);
        }
    }

    private record Run(Outcomes outcomes, Traffic traffic) {
        /** Requests that the API, being down, had to see. */
        int inVain() {
            return traffic.answered(503);
        }

        Outcomes refusals() {
            return outcomes.only(CircuitOpenException.class);
        }
    }

    private static Run run(Scene scene, int from, Crowd.Action action) throws InterruptedException {
        Traffic traffic = scene.world()
                .api()
                .play(Channel.PUSH.path(), TroubleScript.outage(from, from + DOWN_MILLIS, STALL_MILLIS));
        return new Run(Crowd.paced(CALLS, GAP, action), traffic);
    }

    private static char letter(CircuitControl.State state) {
        return switch (state) {
            case CLOSED -> '.';
            case OPEN -> 'O';
            case HALF_OPEN -> 'h';
            default -> '?';
        };
    }

    private static List<String> drawn(int from, String states) {
        StringBuilder api = new StringBuilder();
        for (int i = 0; i < states.length(); i++) {
            int millis = i * Chart.BUCKET_MILLIS;
            api.append(millis >= from && millis < from + DOWN_MILLIS ? 'x' : '.');
        }
        return List.of(
                "API      " + api,
                "breaker  " + states,
                "         " + Chart.seconds(states.length()),
                "         x down    O open, h half-open    . all is well");
    }

    private static List<String> compared(Run bare, Run guarded) {
        Outcomes failedBare = bare.outcomes().failures();
        Outcomes failedGuarded = guarded.outcomes().failures();
        return new Table("", "unguarded", "@CircuitBreaker")
                .row(
                        "delivered",
                        bare.outcomes().succeeded(),
                        guarded.outcomes().succeeded())
                .row(
                        "refused by the breaker",
                        bare.refusals().calls(),
                        guarded.refusals().calls())
                .row("requests to an API that is down", bare.inVain(), guarded.inVain())
                .row("who failed waited, median", failedBare.median(), failedGuarded.median())
                .row("waited in vain, all together", failedBare.total(), failedGuarded.total())
                .lines();
    }

    private static void check(Screen screen, Run bare, Run guarded, CircuitControl breaker) {
        screen.say("told", guarded.refusals().example());
        screen.claim(
                guarded.inVain() * 2 <= bare.inVain(),
                "the API that is down is spared: it sees " + guarded.inVain() + " requests instead of "
                        + bare.inVain());
        screen.claim(
                guarded.refusals().calls() > 0 && breaker.state() == CircuitControl.State.CLOSED,
                "the breaker opened when the API went down, and closed again when it was back");
        screen.claim(
                guarded.outcomes().failedWith(NotificationException.class) * 2
                        <= bare.outcomes().failedWith(NotificationException.class),
                "callers wait in vain for " + guarded.outcomes().failures().total() + " instead of "
                        + bare.outcomes().failures().total());
    }

    private static Notification push(int number) {
        return new Notification("p" + number, "dan", "a task is due");
    }
}

package io.selvedge.samples.tasks.story;

import io.selvedge.runtime.Engine;
import io.selvedge.samples.tasks.service.AlertService;
import io.selvedge.samples.tasks.service.AlertService.Delivery;
import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.Outbox;
import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.Traffic;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.time.Duration;
import java.util.Optional;

/** All troubles in one hour, and all policies on one method. */
final class BadDay implements Chapter {
    private static final int CALLS = 160;
    private static final Duration GAP = Duration.ofMillis(10);

    @Override
    public String title() {
        return "A bad day";
    }

    @Override
    public void tell(Scene scene) throws Exception {
        Screen screen = scene.screen();
        screen.say("tried", CALLS + " alerts, one each " + GAP.toMillis() + " ms");
        screen.say(
                "broke",
                "the API fails one request in five and stalls on one in twenty-five, and is down from 0.6 s to 1.3 s");
        screen.say("answer", "all policies on one method; the engine explains in which order they stand:");
        explain(scene);

        AlertService alerts = scene.injector().getInstance(AlertService.class);
        Outbox outbox = scene.injector().getInstance(Outbox.class);
        Day bare = day(scene, alerts::alertUnguarded);
        Day guarded = day(scene, alerts::alert);
        int left = outbox.size();
        int sentLater = sendLater(scene, outbox, alerts);
        screen.show(new Table("", "unguarded", "guarded")
                .row(
                        "alerts that were sent",
                        bare.outcomes().succeeded(),
                        guarded.outcomes().succeeded() - left)
                .row("alerts left in the outbox", "-", left)
                .row("   of them sent in the evening", "-", sentLater)
                .row("alerts lost", bare.outcomes().failed(), guarded.outcomes().failed() + left - sentLater)
                .row(
                        "a caller waited, p90",
                        bare.outcomes().p90(),
                        guarded.outcomes().p90())
                .row(
                        "a caller waited at most",
                        bare.outcomes().slowest(),
                        guarded.outcomes().slowest())
                .row(
                        "requests that the API failed",
                        bare.traffic().answered(503),
                        guarded.traffic().answered(503))
                .lines());
        screen.claim(
                bare.outcomes().failed() > 0,
                "unguarded, alerts are lost: " + bare.outcomes().failed());
        screen.claim(
                guarded.outcomes().failed() == 0 && sentLater == left,
                "guarded, none is: " + (CALLS - left) + " are sent at once and " + left + " in the evening");
    }

    private interface Sender {
        Delivery send(Notification alert) throws Exception;
    }

    private record Day(Outcomes outcomes, Traffic traffic) {}

    private static Day day(Scene scene, Sender sender) throws InterruptedException {
        NotificationApi api = scene.world().api();
        Traffic traffic = api.play(Channel.PUSH.path(), troubles(scene.setting().seed()));
        return new Day(Crowd.paced(CALLS, GAP, i -> sender.send(new Notification("a" + i, "eve", "overdue"))), traffic);
    }

    private static TroubleScript troubles(long seed) {
        return TroubleScript.outage(600, 1300, 200)
                .orElse(TroubleScript.stalling(25, 1000))
                .orElse(TroubleScript.flaky(seed, 0.2, 0));
    }

    /** The API is well again, and what was left is sent by the same guarded method. */
    private static int sendLater(Scene scene, Outbox outbox, AlertService alerts) throws Exception {
        scene.world().api().play(Channel.PUSH.path(), TroubleScript.calm());
        int sent = 0;
        for (int tries = 10 * outbox.size(); tries > 0 && outbox.size() > 0; tries--) {
            Optional<Notification> alert = outbox.take();
            if (alert.isPresent() && alerts.alert(alert.get()) == Delivery.SENT) {
                sent++;
            }
        }
        return sent;
    }

    private static void explain(Scene scene) throws NoSuchMethodException {
        Engine engine = scene.injector().getInstance(Engine.class);
        String chain = engine.explain(AlertService.class.getMethod("alert", Notification.class));
        chain.lines().skip(1).forEach(line -> scene.screen().say("", line.strip()));
    }
}

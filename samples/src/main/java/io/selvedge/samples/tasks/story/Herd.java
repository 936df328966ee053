package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.service.Receipt;
import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.Traffic;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Clients that fail in the same moment, and come back in the same moment unless their waits are scattered. */
final class Herd implements Chapter {
    private static final int FAILS_AT_MILLIS = 300;
    private static final int FIFTH = 200 / Chart.BUCKET_MILLIS;

    @Override
    public String title() {
        return "A thundering herd";
    }

    @Override
    public void tell(Scene scene) {
        int readers = scene.setting().many(80);
        Screen screen = scene.screen();
        screen.say("tried", readers + " newsletters, all sent at once, asynchronously: no thread waits");
        screen.say(
                "broke",
                "the API restarts: every request hangs until all fail in one moment; then it takes " + capacity(readers)
                        + " in any 50 ms and fails the rest");
        screen.say("answer", Guards.of(NotificationClient.class, "bulletin"));
        screen.say("", "against jitter = FULL");

        NotificationClient client = scene.notifications();
        NotificationApi api = scene.world().api();
        api.play(Channel.MAIL.path(), TroubleScript.calm());
        Crowd.asStages(readers, i -> client.postAsync(Channel.MAIL, newsletter(i))); // opens the connections
        Crowd.asStages(readers, i -> client.postAsync(Channel.MAIL, newsletter(i)));
        Crowd.asStages(readers, i -> client.postAsync(Channel.MAIL, newsletter(i)));
        Wave inStep = inStep(api, readers, client::bulletin);
        Wave scattered = send(api, readers, client::newsletter);
        screen.show(Chart.sideBySide(
                inStep.retries("retries per 50 ms, jitter = NONE"),
                scattered.retries("retries per 50 ms, jitter = FULL")));
        screen.show(compared(inStep, scattered));
        screen.claim(
                scattered.busiest(FIFTH) <= inStep.busiest(FIFTH) * 0.75,
                "scattered, the worst fifth of a second brings the API " + scattered.busiest(FIFTH)
                        + " retries, in step " + inStep.busiest(FIFTH));
        screen.claim(
                scattered.delivered() >= inStep.delivered() && scattered.delivered() >= readers * 0.9,
                "scattered, " + Shown.of(scattered.delivered(), readers) + " newsletters arrive, in step "
                        + inStep.delivered());
    }

    private record Wave(Outcomes outcomes, Traffic traffic) {
        int delivered() {
            return outcomes.succeeded();
        }

        int busiest(int buckets) {
            return retries("").busiest(buckets);
        }

        /** Those who came back, from the moment on in which all failed. */
        Chart retries(String title) {
            int before = FAILS_AT_MILLIS / Chart.BUCKET_MILLIS;
            int[] bars = traffic.retries().perBucket(Chart.BUCKET_MILLIS, before + Chart.BUCKETS);
            return new Chart(title, Arrays.copyOfRange(bars, before, bars.length));
        }
    }

    /** Once more if the machine had so much else to do that it could not bring them back together. */
    private static Wave inStep(
            NotificationApi api, int readers, Function<Notification, CompletionStage<Receipt>> sender) {
        Wave wave = send(api, readers, sender);
        for (int tries = 1; tries < 4 && wave.busiest(FIFTH) < readers * 0.8; tries++) {
            wave = send(api, readers, sender);
        }
        return wave;
    }

    private static Wave send(
            NotificationApi api, int readers, Function<Notification, CompletionStage<Receipt>> sender) {
        Traffic traffic =
                api.play(Channel.MAIL.path(), TroubleScript.restarting(readers, FAILS_AT_MILLIS, capacity(readers)));
        return new Wave(Crowd.asStages(readers, i -> sender.apply(newsletter(i))), traffic);
    }

    private static List<String> compared(Wave inStep, Wave scattered) {
        return new Table("", "NONE", "FULL")
                .row("newsletters delivered", inStep.delivered(), scattered.delivered())
                .row(
                        "given up after 4 tries",
                        inStep.outcomes().failed(),
                        scattered.outcomes().failed())
                .row(
                        "requests that the API saw",
                        inStep.traffic().requests(),
                        scattered.traffic().requests())
                .row("most retries in 50 ms", inStep.busiest(1), scattered.busiest(1))
                .row("most retries in 200 ms", inStep.busiest(FIFTH), scattered.busiest(FIFTH))
                .row(
                        "the last one knew after",
                        inStep.outcomes().slowest(),
                        scattered.outcomes().slowest())
                .lines();
    }

    private static int capacity(int readers) {
        return Math.max(2, readers / 8);
    }

    private static Notification newsletter(int reader) {
        return new Notification("n" + reader, "reader" + reader, "what is new");
    }
}

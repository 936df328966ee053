package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.trouble.Traffic;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.time.Duration;
import java.util.List;

/** Text messages through an API that takes only so many a second. */
final class LimitedSms implements Chapter {
    private static final int CALLERS = 10;
    private static final int API_TAKES = 50;
    private static final long SPACING = Duration.ofMillis(40).toNanos();

    @Override
    public String title() {
        return "An API with a limit";
    }

    @Override
    public void tell(Scene scene) {
        Screen screen = scene.screen();
        int messages = 120;
        int spaced = scene.setting().many(54);
        screen.say("tried", CALLERS + " callers send text messages as fast as they can");
        screen.say("broke", "the API takes " + API_TAKES + " in any one second and answers 429 to the rest");
        screen.say("answer", Guards.of(NotificationClient.class, "sms"));
        screen.say("", "which is half of what the API takes, since two instances of the service share it");

        NotificationClient client = scene.notifications();
        Sent bare = send(scene, messages, message -> client.post(Channel.SMS, message));
        Sent limited = send(scene, spaced, client::sms);
        screen.show(Chart.sideBySide(
                bare.chart("requests per 50 ms, unguarded"), limited.chart("requests per 50 ms, @RateLimit")));
        screen.show(compared(bare, limited));
        screen.claim(bare.refused() > 0, "without a policy the API turns messages away: " + bare.refused());
        screen.claim(
                limited.refused() == 0 && limited.outcomes().failed() == 0,
                "with @RateLimit it never has to: " + limited.outcomes().succeeded() + " sent, none refused");
        screen.claim(
                limited.nanos() >= (spaced - 1) * SPACING * 0.8,
                "the messages are spread over " + Shown.time(limited.nanos()) + ", one each "
                        + Shown.time(limited.nanos() / (spaced - 1)));
    }

    private interface Sender {
        void send(Notification message) throws Exception;
    }

    private record Sent(Outcomes outcomes, Traffic traffic) {
        int refused() {
            return traffic.answered(429);
        }

        /** From the first request to the last. */
        long nanos() {
            return traffic.lastNanos() - traffic.firstNanos();
        }

        Chart chart(String title) {
            return new Chart(title, traffic.perBucket(Chart.BUCKET_MILLIS, Chart.BUCKETS));
        }

        String gap(double share) {
            long[] gaps = traffic.gaps();
            return Shown.time(gaps[(int) (gaps.length * share)]);
        }
    }

    private static Sent send(Scene scene, int messages, Sender sender) {
        Traffic traffic = scene.world().api().play(Channel.SMS.path(), TroubleScript.limited(API_TAKES));
        return new Sent(
                Crowd.together(CALLERS, messages, i -> sender.send(new Notification("s" + i, "bob", "due today"))),
                traffic);
    }

    private static List<String> compared(Sent bare, Sent limited) {
        return new Table("", "unguarded", "@RateLimit")
                .row("messages", bare.outcomes().calls(), limited.outcomes().calls())
                .row(
                        "   of them sent",
                        bare.outcomes().succeeded(),
                        limited.outcomes().succeeded())
                .row("   of them answered 429", bare.refused(), limited.refused())
                .row("time between two requests, p10", bare.gap(0.1), limited.gap(0.1))
                .row("time between two requests, median", bare.gap(0.5), limited.gap(0.5))
                .row("time between two requests, p90", bare.gap(0.9), limited.gap(0.9))
                .row("all were sent within", Shown.time(bare.nanos()), Shown.time(limited.nanos()))
                .lines();
    }
}

package io.selvedge.samples.tasks.story;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.trouble.Traffic;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Mails through an API that fails now and then, and that sometimes says when to come back. */
final class FlakyMail implements Chapter {
    private static final int CALLERS = 40;

    @Override
    public String title() {
        return "A flaky API";
    }

    @Override
    public void tell(Scene scene) {
        int mails = scene.setting().many(240);
        Screen screen = scene.screen();
        screen.say("tried", mails + " mails, sent by " + CALLERS + " callers");
        screen.say("broke", "the API answers 35 % of all requests with 503, and 4 % with 429 and \"Retry-After: 1\"");
        screen.say("answer", Guards.of(NotificationClient.class, "mail"));

        NotificationClient client = scene.notifications();
        Sent once = send(scene, mail -> client.post(Channel.MAIL, mail));
        Sent again = send(scene, client::mail);
        screen.show(compared(once, again));
        screen.show(triesNeeded(again));
        screen.claim(
                once.delivered() < mails * 0.8 && again.delivered() >= mails * 0.97,
                "tried once, " + Shown.of(once.delivered(), mails) + " mails are delivered; retried, "
                        + Shown.of(again.delivered(), mails));
        screen.claim(
                again.traffic().cameTooEarly() == 0, "nobody who was told to stay away for a second came back earlier");
    }

    private interface Sender {
        void send(Notification mail) throws Exception;
    }

    private record Sent(Outcomes outcomes, Traffic traffic) {
        int delivered() {
            return outcomes.succeeded();
        }
    }

    private static Sent send(Scene scene, Sender sender) {
        Setting setting = scene.setting();
        Traffic traffic =
                scene.world().api().play(Channel.MAIL.path(), TroubleScript.flaky(setting.seed(), 0.35, 0.04));
        return new Sent(
                Crowd.together(CALLERS, setting.many(240), i -> sender.send(new Notification("m" + i, "ada", "due"))),
                traffic);
    }

    private static List<String> compared(Sent once, Sent again) {
        return new Table("", "one try", "@Retry")
                .row("delivered", once.delivered(), again.delivered())
                .row("given up", once.outcomes().failed(), again.outcomes().failed())
                .row(
                        "requests that the API saw",
                        once.traffic().requests(),
                        again.traffic().requests())
                .row(
                        "   of them answered 503",
                        once.traffic().answered(503),
                        again.traffic().answered(503))
                .row(
                        "   of them answered 429",
                        once.traffic().answered(429),
                        again.traffic().answered(429))
                .row("back before Retry-After", "-", again.traffic().cameTooEarly())
                .row(
                        "a caller waited, median",
                        once.outcomes().median(),
                        again.outcomes().median())
                .row(
                        "a caller waited, p99",
                        once.outcomes().p99(),
                        again.outcomes().p99())
                .lines();
    }

    private static List<String> triesNeeded(Sent sent) {
        TreeMap<Integer, Long> mailsByTries =
                sent.traffic().byKey().values().stream().collect(groupingBy(List::size, TreeMap::new, counting()));
        List<String> lines = new ArrayList<>();
        mailsByTries.forEach((tries, mails) -> lines.add(String.format(
                Locale.ROOT, "%d %-5s %4d mails  %s", tries, tries == 1 ? "try" : "tries", mails, "#".repeat((int)
                                Math.ceil(mails * 60.0 / 240)))));
        return lines;
    }
}

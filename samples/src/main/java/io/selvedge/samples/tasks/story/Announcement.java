package io.selvedge.samples.tasks.story;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.selvedge.samples.tasks.service.AnnouncementService;
import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.Receipt;
import io.selvedge.samples.tasks.trouble.Traffic;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import io.selvedge.values.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Something to tell a thousand users, of whom some cannot be reached. */
final class Announcement implements Chapter {
    private static final int PER_SECOND = 800;
    /** What may come on top of the limit: the burst, and what was under way before and arrives now. */
    private static final int SLACK = 120;

    @Override
    public String title() {
        return "A thousand notifications";
    }

    @Override
    public void tell(Scene scene) throws Exception {
        int users = scene.setting().many(1000);
        Screen screen = scene.screen();
        screen.say("tried", "one announcement to " + users + " users, 50 at once");
        screen.say("broke", "the API fails three requests in ten and stalls on one in forty");
        screen.say("answer", "tellEach: " + Guards.of(AnnouncementService.class, "tellEach"));
        screen.say("", "tell: " + Guards.of(AnnouncementService.class, "tell"));

        AnnouncementService service = scene.injector().getInstance(AnnouncementService.class);
        Traffic allTraffic = play(scene);
        Settled<List<Receipt>> all = Settled.of(() -> service.tellAll(notifications("all", users)));
        int takenOfAll = allTraffic.taken().size();

        Traffic traffic = play(scene);
        List<Settled<Receipt>> each = service.tellEach(notifications("each", users));
        Settled.Counts counts = Settled.counts(each);
        screen.show(new Table("", "Join.ALL", "Join.ALL_SETTLED")
                .row("users told, as the API knows", takenOfAll, traffic.taken().size())
                .row("succeeded, as the caller knows", "-", counts.fulfilled())
                .row("failed, as the caller knows", "-", counts.rejected())
                .row("requests for it", allTraffic.requests(), traffic.requests())
                .lines());
        screen.say("why", "of those that failed:");
        screen.show(reasons(each));
        claim(screen, all, each, traffic);
    }

    private static void claim(Screen screen, Settled<List<Receipt>> all, List<Settled<Receipt>> each, Traffic traffic) {
        Settled.Counts counts = Settled.counts(each);
        screen.claim(all.isRejected(), "with Join.ALL the first failure ends it, and nobody knows who was told");
        screen.claim(
                counts.fulfilled() > counts.rejected()
                        && counts.rejected() > 0
                        && Settled.reasons(each).size() == counts.rejected(),
                "with Join.ALL_SETTLED a failure is a value: {succeeded: " + counts.fulfilled() + ", failed: "
                        + counts.rejected() + "}, each with its reason");
        screen.claim(
                known(each, traffic) == counts.fulfilled(),
                "the answers stand in the order of the users, and whoever is said to have been told was");
        int busiest = new Chart("", traffic.perBucket(50, 2000)).busiest(20);
        screen.claim(
                busiest <= PER_SECOND + SLACK, "retries included, no second saw more than " + busiest + " requests");
    }

    /** How many have the receipt for the notification in the same place, of which the API knows. */
    private static long known(List<Settled<Receipt>> each, Traffic traffic) {
        return IntStream.range(0, each.size())
                .filter(i -> each.get(i).equals(Settled.fulfilled(new Receipt("each" + i))))
                .filter(i -> traffic.taken().contains("each" + i))
                .count();
    }

    private static Traffic play(Scene scene) {
        TroubleScript troubles = TroubleScript.stalling(40, 1000)
                .orElse(TroubleScript.flaky(scene.setting().seed(), 0.3, 0));
        return scene.world().api().play(Channel.PUSH.path(), troubles);
    }

    private static List<Notification> notifications(String id, int users) {
        return IntStream.range(0, users)
                .mapToObj(i -> new Notification(id + i, "user-" + i, "we move house"))
                .toList();
    }

    private static List<String> reasons(List<Settled<Receipt>> each) {
        Map<String, Long> counted =
                Settled.reasons(each).stream().collect(groupingBy(Announcement::told, TreeMap::new, counting()));
        List<String> lines = new ArrayList<>();
        counted.forEach((reason, users) -> lines.add(String.format(Locale.ROOT, "%4d  %s", users, reason)));
        return lines;
    }

    /** In what words, without the package of the method. */
    private static String told(Throwable reason) {
        String text = String.valueOf(reason.getMessage()).replaceAll("\\b(?:[a-z]+\\.)+(?=[A-Z])", "");
        return reason.getClass().getSimpleName() + ": " + text;
    }
}

package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.NotificationClient;
import java.util.List;

/** The story: its chapters in order, the metrics that they left, and whether all that it said is so. */
public final class Book {
    private Book() {}

    /**
     * Tells it from beginning to end.
     *
     * @return whether every claim held
     */
    public static boolean tell(Scene scene) throws Exception {
        Screen screen = scene.screen();
        long began = System.nanoTime();
        warmUp(scene.notifications());
        tellChapters(scene);
        screen.title("What the meters say");
        screen.show(Meters.calls(scene.meters()));
        screen.show(Meters.events(scene.meters()));
        screen.title("In the end");
        screen.broken().forEach(claim -> screen.say("[BROKEN]", claim));
        screen.say(
                "claims",
                (screen.claims() - screen.broken().size()) + " of " + screen.claims() + " hold, after "
                        + Shown.time(System.nanoTime() - began));
        return screen.broken().isEmpty();
    }

    private static void tellChapters(Scene scene) throws Exception {
        List<Chapter> chapters = chapters();
        try {
            for (Chapter chapter : chapters) {
                chapter.prepare(scene);
            }
            int number = 0;
            for (Chapter chapter : chapters) {
                scene.screen().title(++number + ". " + chapter.title());
                chapter.tell(scene);
            }
        } finally {
            chapters.forEach(Chapter::close);
        }
    }

    private static List<Chapter> chapters() {
        return List.of(
                new FlakyMail(),
                new Herd(),
                new SlowDatabase(),
                new PushOutage(),
                new LostUpdates(),
                new LimitedSms(),
                new StalledChat(),
                new Deadline(),
                new BadDay(),
                new ManyLookups(),
                new Announcement(),
                new CacheDown(),
                new Export());
    }

    /** A calm moment before, so that the first figures do not measure a cold machine. */
    private static void warmUp(NotificationClient client) {
        Crowd.together(20, 1000, i -> client.post(Channel.MAIL, new Notification("w" + i, "ada", "hello")));
    }
}

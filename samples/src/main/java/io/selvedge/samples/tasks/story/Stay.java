package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.AlertService;
import io.selvedge.samples.tasks.service.AnnouncementService;
import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.Notification;
import io.selvedge.samples.tasks.service.TaskExport;
import io.selvedge.samples.tasks.service.TaskLoader;
import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.TroubleScript;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What goes on when the story is told: callers without end, and troubles that come and go every half minute. */
public final class Stay {
    private static final int ROUND_SECONDS = 30;
    private static final int KNOWN = 20;
    private static final Duration CACHE = Duration.ofMillis(30);
    private static final Duration CACHE_DOWN = Duration.ofMillis(500);
    private static final List<String> USERS = List.of("ada", "bob", "cyd", "dan", "eve");

    private final Scene scene;
    /** Who still comes when all is over is sent away without a word. */
    private final ExecutorService callers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Stay::daemon,
            new ThreadPoolExecutor.DiscardPolicy());

    private Stay(Scene scene) {
        this.scene = scene;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    }

    /** Goes on until the thread is interrupted, and ends when the callers have left too, or do not for some seconds. */
    public static void on(Scene scene) throws InterruptedException {
        Stay stay = new Stay(scene);
        try {
            stay.remember();
            stay.call();
            stay.trouble();
        } finally {
            stay.callers.shutdownNow();
            stay.callers.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    /** Puts into the shared cache what will be asked for. */
    private void remember() {
        Crowd.together(1, KNOWN, i -> scene.cache().put(scene.loader().fromDatabase(1 + i)));
    }

    /** Each policy has callers here: those that the story has no chapter for too, and pages, which it reads elsewhere. */
    private void call() {
        TaskLoader loader = scene.loader();
        TaskExport exports = scene.injector().getInstance(TaskExport.class);
        AnnouncementService announcements = scene.injector().getInstance(AnnouncementService.class);
        AlertService alerts = scene.injector().getInstance(AlertService.class);
        each(5, i -> scene.tasks().find(1 + i % 200));
        each(150, i -> scene.tasks().report(user(i)));
        each(20, i -> scene.tasks().addPoints(user(i), 1));
        each(400, i -> scene.tasks().remind(1 + i % 200));
        each(25, i -> scene.notifications().mail(note(i)));
        each(20, i -> scene.notifications().push(note(i)));
        each(45, i -> scene.notifications().sms(note(i)));
        each(30, i -> scene.notifications().chat(note(i)));
        each(30, i -> scene.notifications().chatAsync(note(i)));
        each(20, i -> alerts.alert(note(i)));
        each(40, i -> scene.notifications().urgent(note(i)));
        each(25, i -> loader.popular(1 + i / 100 % KNOWN));
        each(50, i -> loader.cacheFirst(1 + i % KNOWN));
        each(50, i -> loader.fastest(1 + i % KNOWN));
        each(200, i -> loader.limited(ids(40)));
        each(1000, i -> announcements.tellEach(notes(i, 60)));
        each(2000, i -> exports.to(scene.world().folder().resolve("tasks.ndjson"), line -> {}));
    }

    private static String user(int number) {
        return USERS.get(number % USERS.size());
    }

    private static Notification note(int number) {
        return new Notification("s" + number, user(number), "hello");
    }

    private static List<Notification> notes(int number, int many) {
        return IntStream.range(0, many).mapToObj(i -> note(number * many + i)).toList();
    }

    private static List<Long> ids(int many) {
        return LongStream.rangeClosed(1, many).boxed().toList();
    }

    /** A call each so many milliseconds, whatever becomes of it. */
    private void each(int millis, Crowd.Action action) {
        callers.execute(() -> {
            try {
                for (int i = 0; ; i++) {
                    int number = i;
                    callers.execute(() -> call(action, number));
                    TimeUnit.MILLISECONDS.sleep(millis);
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void call(Crowd.Action action, int number) {
        try {
            action.call(number);
        } catch (Exception seen) {
            // On the console, where it belongs.
        }
    }

    private void trouble() throws InterruptedException {
        NotificationApi api = scene.world().api();
        for (long seed = scene.setting().seed(); ; seed++) {
            api.play(Channel.MAIL.path(), TroubleScript.flaky(seed, 0.2, 0.05));
            api.play(Channel.PUSH.path(), TroubleScript.outage(10_000, 18_000, 100));
            api.play(Channel.SMS.path(), TroubleScript.limited(30));
            api.play(Channel.CHAT.path(), TroubleScript.stalling(12, 2000));
            scene.world().disk().recover();
            scene.world().cache().hang(CACHE);
            TimeUnit.SECONDS.sleep(ROUND_SECONDS * 2 / 3);
            scene.world().disk().slow(sql -> sql.contains("COUNT"), Duration.ofMillis(1200));
            scene.world().cache().hang(CACHE_DOWN);
            TimeUnit.SECONDS.sleep(ROUND_SECONDS / 3);
        }
    }
}

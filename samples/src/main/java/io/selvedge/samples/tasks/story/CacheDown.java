package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.TaskLoader;
import java.time.Duration;
import java.util.List;

/** A cache in front of the database, on a good day and on one on which it takes requests and says nothing. */
final class CacheDown implements Chapter {
    private static final Duration STATEMENT = Duration.ofMillis(50);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final int CALLERS = 4;

    @Override
    public String title() {
        return "A cache that is down";
    }

    @Override
    public void tell(Scene scene) throws Exception {
        int calls = scene.setting().many(24);
        Screen screen = scene.screen();
        screen.say("tried", calls + " look-ups by " + CALLERS + " callers, of tasks that the shared cache has");
        screen.say(
                "broke",
                "a look-up in the database takes " + Shown.time(STATEMENT.toNanos())
                        + "; then the cache takes requests and answers none");
        screen.say("answer", "cacheFirst: " + Guards.of(TaskLoader.class, "cacheFirst"));
        screen.say("", "fastest: " + Guards.of(TaskLoader.class, "fastest"));

        fill(scene, calls);
        scene.world().disk().slow(sql -> true, STATEMENT);
        try {
            Day good = day(scene.loader(), calls);
            scene.world().cache().hang(SILENCE);
            Day bad = day(scene.loader(), calls);
            boolean atRest = atRest(scene.ledger());
            screen.show(compared(good, bad));
            claim(screen, good, bad, calls);
            screen.claim(atRest, "losers are cancelled: no connection is in use any more");
        } finally {
            scene.world().cache().recover();
            scene.world().disk().recover();
        }
    }

    private static void claim(Screen screen, Day good, Day bad, int calls) {
        screen.claim(
                good.fastest().succeeded() == calls && bad.fastest().succeeded() == calls,
                "whoever asks both is answered, on either day");
        screen.claim(
                good.fastest().quantile(0.5) < good.database().quantile(0.5),
                "on a good day they have the cache's answer: after "
                        + good.fastest().median() + ", the database's takes "
                        + good.database().median());
        screen.claim(
                bad.fastest().quantile(0.5) < 2 * bad.database().quantile(0.5)
                        && bad.fastest().quantile(0.5) < bad.cacheFirst().quantile(0.5),
                "a cache that is down costs them nothing: " + bad.fastest().median()
                        + ", as the database alone; who waits for it first has "
                        + bad.cacheFirst().median());
    }

    private record Day(Outcomes database, Outcomes cacheFirst, Outcomes fastest) {}

    private static Day day(TaskLoader loader, int calls) {
        return new Day(
                Crowd.together(CALLERS, calls, i -> loader.fromDatabase(1 + i)),
                Crowd.together(CALLERS, calls, i -> loader.cacheFirst(1 + i)),
                Crowd.together(CALLERS, calls, i -> loader.fastest(1 + i)));
    }

    private static void fill(Scene scene, int calls) throws Exception {
        for (int id = 1; id <= calls; id++) {
            scene.cache().put(scene.loader().fromDatabase(id));
        }
    }

    private static boolean atRest(Ledger ledger) throws InterruptedException {
        long until = System.nanoTime() + SILENCE.toNanos();
        while (ledger.connectionsUsed("tasks") > 0 && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        return ledger.connectionsUsed("tasks") == 0;
    }

    private static List<String> compared(Day good, Day bad) {
        return new Table("a caller waited, median", "database alone", "cache first", "the fastest of both")
                .row("the cache is well", medians(good))
                .row("the cache is down", medians(bad))
                .lines();
    }

    private static Object[] medians(Day day) {
        return new Object[] {
            day.database().median(), day.cacheFirst().median(), day.fastest().median()
        };
    }
}

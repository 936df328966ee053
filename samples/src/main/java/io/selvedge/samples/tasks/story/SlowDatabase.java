package io.selvedge.samples.tasks.story;

import io.selvedge.failures.BulkheadFullException;
import io.selvedge.samples.tasks.service.TaskDatabase;
import io.selvedge.samples.tasks.service.TaskService;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A pool of ten connections, and statements that keep them: first only reports, then everything. */
final class SlowDatabase implements Chapter {
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final Duration GAP = Duration.ofMillis(10);

    @Override
    public String title() {
        return "A slow database";
    }

    @Override
    public void tell(Scene scene) throws InterruptedException {
        try {
            slowReports(scene);
            slowDisk(scene);
        } finally {
            scene.world().disk().recover();
        }
    }

    private static void slowReports(Scene scene) throws InterruptedException {
        int calls = scene.setting().many(100);
        Screen screen = scene.screen();
        screen.say(
                "tried",
                calls + " look-ups and " + calls + " reports in " + Shown.time(GAP.toNanos() * calls)
                        + ", on a pool of " + TaskDatabase.CONNECTIONS + " connections");
        screen.say("broke", "each report now takes " + Shown.time(SLOW.toNanos()) + "; look-ups are as fast as ever");
        screen.say("answer", "report: " + Guards.of(TaskService.class, "report"));
        screen.say("", "find:   " + Guards.of(TaskService.class, "find"));

        scene.world().disk().slow(sql -> sql.contains("COUNT"), SLOW);
        TaskService tasks = scene.tasks();
        Load bare = load(calls, i -> tasks.findUnguarded(1 + i), i -> tasks.reportUnguarded("ada"));
        Load guarded = load(calls, i -> tasks.find(1 + i), i -> tasks.report("ada"));
        screen.show(compared(bare, guarded));
        Outcomes refusals = guarded.reports().only(BulkheadFullException.class);
        screen.say("told", refusals.example());
        screen.claim(
                bare.noConnection() > 0 && guarded.noConnection() == 0,
                "unguarded, " + bare.noConnection() + " calls wait a second for a connection in vain; guarded, none");
        screen.claim(
                guarded.lookups().failed() == 0
                        && guarded.lookups().quantile(0.5) < bare.lookups().quantile(0.5),
                "look-ups do not feel the reports: median " + guarded.lookups().median() + " instead of "
                        + bare.lookups().median());
        screen.claim(
                refusals.calls() > 0 && refusals.quantile(0.5) < SLOW.toNanos(),
                "reports beyond " + TaskDatabase.FOR_REPORTS + " at once are refused, and at once: after "
                        + refusals.median());
    }

    private static void slowDisk(Scene scene) throws InterruptedException {
        int calls = scene.setting().many(80);
        Screen screen = scene.screen();
        screen.gap();
        screen.say("broke", "then the whole disk is slow: every look-up takes " + Shown.time(SLOW.toNanos()) + " too");

        scene.world().disk().slow(sql -> true, SLOW);
        TaskService tasks = scene.tasks();
        Outcomes bare = Crowd.paced(calls, GAP, i -> tasks.findUnguarded(1 + i));
        int before = fallbacks(scene);
        Outcomes guarded = Crowd.paced(calls, GAP, i -> tasks.find(1 + i));
        int fromCache = fallbacks(scene) - before;
        screen.show(new Table("", "unguarded", "guarded")
                .row("look-ups answered by the database", bare.succeeded(), guarded.succeeded() - fromCache)
                .row("look-ups answered by the cache", "-", fromCache)
                .row("look-ups failed", bare.failed(), guarded.failed())
                .row("a caller waited, median", bare.median(), guarded.median())
                .row("a caller waited at most", bare.slowest(), guarded.slowest())
                .lines());
        screen.claim(
                guarded.failed() == 0 && fromCache > 0 && guarded.quantile(0.5) < bare.quantile(0.5),
                "the cache answers whom the bulkhead refuses: " + Shown.of(guarded.succeeded(), calls)
                        + " look-ups are answered, unguarded " + bare.succeeded());
    }

    private static int fallbacks(Scene scene) {
        return scene.ledger().calls(TaskService.class, "find", "fallback");
    }

    private record Load(Outcomes lookups, Outcomes reports) {
        int noConnection() {
            return lookups.failedWith(SQLTransientConnectionException.class)
                    + reports.failedWith(SQLTransientConnectionException.class);
        }
    }

    private static Load load(int calls, Crowd.Action lookup, Crowd.Action report) throws InterruptedException {
        CompletableFuture<Outcomes> reports = CompletableFuture.supplyAsync(() -> paced(calls, report));
        return new Load(Crowd.paced(calls, GAP, lookup), reports.join());
    }

    private static Outcomes paced(int calls, Crowd.Action action) {
        try {
            return Crowd.paced(calls, GAP, action);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> compared(Load bare, Load guarded) {
        return new Table("", "unguarded", "guarded")
                .row(
                        "look-ups answered",
                        bare.lookups().succeeded(),
                        guarded.lookups().succeeded())
                .row(
                        "a look-up took, median",
                        bare.lookups().median(),
                        guarded.lookups().median())
                .row(
                        "a look-up took, p99",
                        bare.lookups().p99(),
                        guarded.lookups().p99())
                .row(
                        "reports done",
                        bare.reports().succeeded(),
                        guarded.reports().succeeded())
                .row(
                        "reports refused",
                        bare.reports().failedWith(BulkheadFullException.class),
                        guarded.reports().failedWith(BulkheadFullException.class))
                .row("calls that found no connection", bare.noConnection(), guarded.noConnection())
                .lines();
    }
}

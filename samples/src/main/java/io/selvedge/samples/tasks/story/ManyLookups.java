package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.Task;
import io.selvedge.samples.tasks.service.TaskDatabase;
import io.selvedge.samples.tasks.service.TaskLoader;
import io.selvedge.samples.tasks.service.TaskRepository;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The same tasks, loaded in four ways from a pool of ten connections that others need too. */
final class ManyLookups implements Chapter {
    private static final int IDS = 200;
    private static final int OTHERS = 20;
    private static final String POOL = "hurried";
    private static final Duration STATEMENT = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration GAP = Duration.ofMillis(10);

    @Override
    public String title() {
        return "Two hundred look-ups";
    }

    @Override
    public void tell(Scene scene) throws Exception {
        Screen screen = scene.screen();
        screen.say("tried", IDS + " tasks are loaded by their ids; meanwhile other users look a task up each 10 ms");
        screen.say(
                "broke",
                "each statement takes " + Shown.time(STATEMENT.toNanos()) + ", and who has waited "
                        + Shown.time(PATIENCE.toNanos()) + " for one of " + TaskDatabase.CONNECTIONS
                        + " connections gets none");
        screen.say("answer", "one attribute on the method that loads them: List<Task> load(@Each List<Long> ids)");

        scene.world().disk().slow(sql -> true, STATEMENT);
        try (TaskDatabase database = TaskDatabase.open(scene.world().disk().source(), POOL, PATIENCE)) {
            database.measure(scene.meters());
            tell(scene, new TaskLoader(new TaskRepository(database.pool()), scene.cache()));
        } finally {
            scene.world().disk().recover();
        }
    }

    private static void tell(Scene scene, TaskLoader loader) {
        Crowd.together(TaskDatabase.CONNECTIONS, TaskDatabase.CONNECTIONS, i -> loader.fromDatabase(1 + i));
        Load oneByOne = load(scene, loader, loader::oneByOne);
        Load allAtOnce = allAtOnce(scene, loader);
        Load limited = load(scene, loader, loader::limited);
        Load batched = load(scene, loader, loader::batched);
        scene.screen().show(compared(oneByOne, allAtOnce, limited, batched));
        scene.screen().say("told", allAtOnce.told());
        claim(scene.screen(), oneByOne, allAtOnce, limited, batched);
    }

    /** Once more if the machine had so much else to do that it could not begin all of them at once. */
    private static Load allAtOnce(Scene scene, TaskLoader loader) {
        Load load = load(scene, loader, loader::allAtOnce);
        for (int tries = 1; tries < 4 && !isOverrun(load); tries++) {
            load = load(scene, loader, loader::allAtOnce);
        }
        return load;
    }

    /** That a call waits in vain is not enough: it may be one of the others', and then the tasks are loaded. */
    private static boolean isOverrun(Load load) {
        return load.failure() instanceof SQLTransientConnectionException && load.timeouts() > 0;
    }

    private static void claim(Screen screen, Load oneByOne, Load allAtOnce, Load limited, Load batched) {
        screen.claim(
                isOverrun(allAtOnce),
                "all at once, the pool is overrun: " + allAtOnce.timeouts()
                        + " calls wait for a connection in vain, and nothing is loaded");
        screen.claim(
                oneByOne.complete() && limited.complete() && batched.complete(),
                "the other ways load all " + IDS + ", in the order of the ids");
        screen.claim(
                limited.nanos() < oneByOne.nanos() / 2 && batched.nanos() < limited.nanos(),
                "one by one takes " + Shown.time(oneByOne.nanos()) + ", eight at once " + Shown.time(limited.nanos())
                        + ", by fifties " + Shown.time(batched.nanos()));
        screen.claim(
                limited.others().quantile(0.5) < allAtOnce.others().quantile(0.5),
                "eight of ten connections leave two for the others, who wait "
                        + limited.others().median() + " instead of "
                        + allAtOnce.others().median());
    }

    private interface Way {
        List<Task> load(List<Long> ids) throws SQLException;
    }

    /** How one way went, what it cost the database, and how the others fared meanwhile. */
    private record Load(List<Task> tasks, @Nullable Exception failure, long nanos, Cost cost, Outcomes others) {
        boolean complete() {
            return tasks.stream().map(Task::id).toList().equals(ids());
        }

        int timeouts() {
            return cost.timeouts();
        }

        String told() {
            return failure == null ? "" : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
    }

    private record Cost(int statements, int timeouts) {
        Cost since(Cost before) {
            return new Cost(statements - before.statements, timeouts - before.timeouts);
        }
    }

    private static List<Long> ids() {
        return LongStream.rangeClosed(1, IDS).boxed().toList();
    }

    private static Load load(Scene scene, TaskLoader loader, Way way) {
        Cost before = cost(scene);
        CompletableFuture<Outcomes> others = CompletableFuture.supplyAsync(() -> others(loader));
        long began = System.nanoTime();
        try {
            List<Task> tasks = way.load(ids());
            return new Load(tasks, null, System.nanoTime() - began, cost(scene).since(before), others.join());
        } catch (SQLException e) {
            return new Load(List.of(), e, System.nanoTime() - began, cost(scene).since(before), others.join());
        }
    }

    private static Cost cost(Scene scene) {
        return new Cost(scene.world().disk().slowed(), scene.ledger().connectionTimeouts(POOL));
    }

    private static Outcomes others(TaskLoader loader) {
        try {
            return Crowd.paced(OTHERS, GAP, i -> loader.fromDatabase(IDS + 1 + i));
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static List<String> compared(Load oneByOne, Load allAtOnce, Load limited, Load batched) {
        Table table = new Table("", guard("oneByOne"), guard("allAtOnce"), guard("limited"), guard("batched"));
        List<Load> loads = List.of(oneByOne, allAtOnce, limited, batched);
        return table.row("tasks loaded", figures(loads, load -> load.tasks().size()))
                .row("wall time", figures(loads, load -> Shown.time(load.nanos())))
                .row(
                        "statements, the others' included",
                        figures(loads, load -> load.cost().statements()))
                .row("calls that found no connection", figures(loads, Load::timeouts))
                .row(
                        "the others waited, median",
                        figures(loads, load -> load.others().median()))
                .lines();
    }

    private static String guard(String method) {
        return Guards.of(TaskLoader.class, method).replaceFirst("^@FanOut\\((.*)\\)$", "$1");
    }

    private static Object[] figures(List<Load> loads, Function<Load, Object> figure) {
        return loads.stream().map(figure).toArray();
    }
}

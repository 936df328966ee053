package io.selvedge.samples.tasks;

import static java.util.stream.Collectors.joining;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.console.Console;
import io.selvedge.console.ConsoleModule;
import io.selvedge.console.ConsoleOptions;
import io.selvedge.guice.Selvedge;
import io.selvedge.guice.SelvedgeModule;
import io.selvedge.samples.tasks.service.TaskDatabase;
import io.selvedge.samples.tasks.service.TaskRepository;
import io.selvedge.samples.tasks.service.TaskService;
import io.selvedge.samples.tasks.service.TasksModule;
import io.selvedge.samples.tasks.story.Book;
import io.selvedge.samples.tasks.story.Scene;
import io.selvedge.samples.tasks.story.Screen;
import io.selvedge.samples.tasks.story.Setting;
import io.selvedge.samples.tasks.story.Stay;
import io.selvedge.samples.tasks.trouble.CacheServer;
import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.SlowDisk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Puts the task service together, with a database in a file and a notification API on a port, and tells what happens to
 * it under trouble, without policies and with them.
 *
 * <p>Options: {@code -Dstory.seed=7} for other troubles, {@code -Dstory.scale=0.3} for a shorter story, {@code
 * -Dstory.rows=100000} for a shorter export, {@code -Dstory.stay=true} or {@code --stay} to go on when it is told, until
 * stopped: callers call, troubles come and go, and the console and Prometheus' page show it; {@code -Dstory.stay=only} for
 * that without the story, {@code -Dstory.metrics.port=9464} for a port that Prometheus can be told beforehand.
 */
public final class Story {
    private Story() {}

    /** Ends with 0 if all that the story claims was so, and with 1 if not. */
    public static void main(String[] arguments) throws Exception {
        String stay = List.of(arguments).contains("--stay") ? "true" : System.getProperty("story.stay", "false");
        Setting setting = new Setting(
                Long.getLong("story.seed", 2026),
                Double.parseDouble(System.getProperty("story.scale", "1")),
                Long.getLong("story.rows", 1_000_000),
                !stay.equals("only"),
                !stay.equals("false"));
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stop(Thread.currentThread(), over), "story-stop"));
        boolean held;
        try {
            held = tell(setting, System.out);
        } catch (InterruptedException stopped) {
            return;
        } finally {
            over.countDown();
        }
        System.exit(held ? 0 : 1);
    }

    /** Has the story end where it is and clean up before the JVM goes. */
    private static Runnable stop(Thread teller, CountDownLatch over) {
        return () -> {
            teller.interrupt();
            try {
                over.await(15, TimeUnit.SECONDS); // a crowd that is under way is waited for, some seconds at most
            } catch (InterruptedException nobodyWaits) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Tells the story and cleans up; answers whether all that it claims was so. */
    public static boolean tell(Setting setting, PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("selvedge-story");
        SlowDisk disk = new SlowDisk(TaskDatabase.inFile(directory));
        PrometheusMeterRegistry registry = Metrics.registry();
        try (TaskDatabase database = TaskDatabase.open(disk.source());
                NotificationApi api = NotificationApi.start();
                CacheServer cache = CacheServer.start();
                Metrics metrics = Metrics.of(registry, Integer.getInteger("story.metrics.port", 0))) {
            database.measure(registry);
            Injector injector = Guice.createInjector(
                    new SelvedgeModule(),
                    new ConsoleModule(ConsoleOptions.standard().withSwitches()),
                    new TasksModule(database.pool(), api.address(), cache.address()),
                    binder -> binder.bind(MeterRegistry.class).toInstance(registry));
            try (Selvedge selvedge = injector.getInstance(Selvedge.class)) {
                Scene scene =
                        new Scene(injector, new Scene.World(api, cache, disk, directory), new Screen(out), setting);
                introduce(scene, selvedge);
                look(scene, metrics, "while this runs");
                fill(injector);
                boolean held = !setting.told() || Book.tell(scene);
                if (setting.stay()) {
                    scene.screen().title("And on it goes");
                    look(scene, metrics, "until you stop this");
                    Stay.on(scene);
                }
                return held;
            }
        } finally {
            delete(directory);
        }
    }

    private static void introduce(Scene scene, Selvedge selvedge) {
        Screen screen = scene.screen();
        screen.title("A task service, and the trouble around it");
        screen.say(
                "service",
                "tasks in H2, in a file, behind a pool of " + TaskDatabase.CONNECTIONS + " connections and a cache");
        screen.say("API", "notifications by HTTP at " + scene.world().api().address() + ", which has bad days");
        screen.say(
                "trouble",
                "as drawn from seed " + scene.setting().seed() + "; -Dstory.seed="
                        + (scene.setting().seed() + 1) + " draws another");
        screen.say("guarded", guarded(selvedge) + ", woven by the build");
        screen.say(
                "machine",
                "Java " + Runtime.version().feature() + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
    }

    private static void look(Scene scene, Metrics metrics, String howLong) {
        Screen screen = scene.screen();
        screen.say("console", scene.injector().getInstance(Console.class).address() + ", " + howLong);
        screen.say("metrics", metrics.address() + ", for Prometheus, " + howLong);
    }

    private static String guarded(Selvedge selvedge) {
        int methods = selvedge.served().stream()
                .mapToInt(type -> selvedge.engine().guarded(type).size())
                .sum();
        return methods + " methods of "
                + selvedge.served().stream().map(Class::getSimpleName).sorted().collect(joining(", "));
    }

    private static void fill(Injector injector) throws SQLException {
        TaskRepository repository = injector.getInstance(TaskRepository.class);
        TaskService tasks = injector.getInstance(TaskService.class);
        for (String user : List.of("ada", "bob", "cyd", "dan", "eve")) {
            for (int i = 0; i < 50; i++) {
                tasks.find(repository.add(user, "task " + i).id());
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

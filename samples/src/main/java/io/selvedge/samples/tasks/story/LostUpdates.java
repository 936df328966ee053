package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.TaskRepository;
import io.selvedge.samples.tasks.service.TaskService;
import java.sql.SQLException;
import java.util.List;

/** Scores that many threads add to: read, add, write. */
final class LostUpdates implements Chapter {
    private static final int CALLERS = 50;
    private static final int MOST_ROUNDS = 50;
    private static final List<String> USERS = List.of("ada", "bob", "cyd", "dan", "eve");

    @Override
    public String title() {
        return "A counter that loses updates";
    }

    @Override
    public void tell(Scene scene) throws SQLException {
        int calls = 1000;
        Screen screen = scene.screen();
        screen.say("tried", CALLERS + " threads add " + calls + " points to the scores of " + USERS.size() + " users");
        screen.say("broke", "reading, adding and writing are two statements, and others come in between");
        screen.say("answer", Guards.of(TaskService.class, "addPoints") + " addPoints(@Key String userId, int points)");

        TaskService tasks = scene.tasks();
        Added bare = addUntilLost(scene, calls, user -> tasks.addPointsUnguarded(user, 1));
        Added serialized = add(scene, calls, user -> tasks.addPoints(user, 1), 1);
        screen.show(compared(bare, serialized));
        screen.claim(
                bare.lost() > 0, "without a policy points are lost: " + bare.lost() + ", in round " + bare.round());
        screen.claim(
                serialized.lost() == 0 && serialized.outcomes().failed() == 0,
                "with @Serialized none is: " + serialized.kept() + " were added and "
                        + serialized.outcomes().succeeded() + " are there");
    }

    private interface Addition {
        void to(String user) throws SQLException;
    }

    /** What the callers believe, and what the database knows. */
    private record Added(Outcomes outcomes, int kept, int round) {
        int lost() {
            return outcomes.succeeded() - kept;
        }
    }

    /** Whether others come in between is chance, and on a quick machine they may not: then all is done once more. */
    private static Added addUntilLost(Scene scene, int calls, Addition addition) throws SQLException {
        Added added = add(scene, calls, addition, 1);
        while (added.lost() == 0 && added.round() < MOST_ROUNDS) {
            added = add(scene, calls, addition, added.round() + 1);
        }
        return added;
    }

    private static Added add(Scene scene, int calls, Addition addition, int round) throws SQLException {
        TaskRepository repository = scene.injector().getInstance(TaskRepository.class);
        for (String user : USERS) {
            repository.setPoints(user, 0);
        }
        Outcomes outcomes = Crowd.together(CALLERS, calls, i -> addition.to(USERS.get(i % USERS.size())));
        int kept = 0;
        for (String user : USERS) {
            kept += repository.points(user);
        }
        return new Added(outcomes, kept, round);
    }

    private static List<String> compared(Added bare, Added serialized) {
        return new Table("", "unguarded", "@Serialized")
                .row(
                        "points that callers added",
                        bare.outcomes().succeeded(),
                        serialized.outcomes().succeeded())
                .row("points in the database", bare.kept(), serialized.kept())
                .row("points lost", bare.lost(), serialized.lost())
                .row(
                        "a caller waited, median",
                        bare.outcomes().median(),
                        serialized.outcomes().median())
                .row(
                        "a caller waited, p99",
                        bare.outcomes().p99(),
                        serialized.outcomes().p99())
                .lines();
    }
}

package io.selvedge.samples.tasks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRepositoryTest {
    @TempDir
    private Path directory;

    private TaskDatabase database;
    private TaskRepository repository;

    @BeforeEach
    void open() throws SQLException {
        database = TaskDatabase.open(TaskDatabase.inFile(directory));
        repository = new TaskRepository(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void findsWhatWasAdded() throws SQLException {
        Task added = repository.add("ada", "write the paper");

        assertThat(repository.find(added.id())).isEqualTo(new Task(added.id(), "ada", "write the paper", false));
    }

    @Test
    void countsWhatIsDone() throws SQLException {
        repository.markDone(repository.add("ada", "one").id());
        repository.add("ada", "two");
        repository.add("bob", "three");

        assertThat(repository.report("ada")).isEqualTo(new Report("ada", 1, 1));
    }

    @Test
    void findsManyInTheOrderAskedForAndLeavesOutWhatIsNotThere() throws SQLException {
        Task one = repository.add("ada", "one");
        Task two = repository.add("bob", "two");

        assertThat(repository.findAll(List.of(two.id(), 404L, one.id()))).containsExactly(two, one);
        assertThat(repository.findAll(List.of())).isEmpty();
    }

    @Test
    void readsOnAfterAnId() throws SQLException {
        Task one = repository.add("ada", "one");
        Task two = repository.add("ada", "two");
        Task three = repository.add("ada", "three");

        assertThat(repository.after(0, 2)).containsExactly(one, two);
        assertThat(repository.after(two.id(), 2)).containsExactly(three);
        assertThat(repository.after(three.id(), 2)).isEmpty();
    }

    @Test
    void readsThePointsOfMany() throws SQLException {
        repository.setPoints("ada", 3);
        repository.setPoints("bob", 4);

        assertThat(repository.points(List.of("bob", "ada", "nobody"))).isEqualTo(Map.of("ada", 3, "bob", 4));
    }

    @Test
    void saysThatThereIsNoSuchTask() {
        assertThatThrownBy(() -> repository.find(404)).isInstanceOf(NoSuchTaskException.class);
        assertThatThrownBy(() -> repository.markDone(404)).isInstanceOf(NoSuchTaskException.class);
    }

    @Test
    void keepsPoints() throws SQLException {
        assertThat(repository.points("ada")).isZero();
        repository.setPoints("ada", 3);
        repository.setPoints("ada", 5);

        assertThat(repository.points("ada")).isEqualTo(5);
    }

    @Test
    void survivesAnInterruptedReader() throws SQLException {
        Task task = repository.add("ada", "interrupted");
        Thread.currentThread().interrupt();
        assertThat(repository.find(task.id())).isEqualTo(task);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(repository.find(task.id())).isEqualTo(task);
    }

    @Test
    void outlivesTheProcess() throws SQLException {
        Task task = repository.add("ada", "kept");
        database.close();
        try (TaskDatabase again = TaskDatabase.open(TaskDatabase.inFile(directory))) {
            assertThat(new TaskRepository(again.pool()).find(task.id())).isEqualTo(task);
        }
    }
}

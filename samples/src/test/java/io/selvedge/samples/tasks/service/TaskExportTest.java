package io.selvedge.samples.tasks.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskExportTest {
    @TempDir
    private Path folder;

    @Test
    void writesEveryTaskInOrderWithItsOwnersPoints() throws Exception {
        Path file = folder.resolve("tasks.ndjson");
        List<Long> progress = new ArrayList<>();
        try (TaskDatabase database = TaskDatabase.open(TaskDatabase.inFile(folder))) {
            TaskRepository repository = new TaskRepository(database.pool());
            repository.setPoints("user-1", 30);
            for (int i = 1; i <= 2100; i++) {
                repository.add("user-" + i % 2, "task " + i);
            }
            assertThat(new TaskExport(repository, 1000).to(file, progress::add)).isEqualTo(2100);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2100);
        assertThat(lines.get(0))
                .isEqualTo("{\"id\":1,\"user\":\"user-1\",\"points\":30,\"title\":\"task 1\",\"done\":false}");
        assertThat(lines.get(2099))
                .isEqualTo("{\"id\":2100,\"user\":\"user-0\",\"points\":0,\"title\":\"task 2100\",\"done\":false}");
        assertThat(progress).hasSize(2100).isSorted();
    }

    @Test
    void aLineIsOneJsonObjectWhateverTheTitle() {
        Task task = new Task(1, "ada", "a \"quoted\" \\ and\nbroken title", true);

        assertThat(new TaskLine(task, 5).json())
                .isEqualTo("{\"id\":1,\"user\":\"ada\",\"points\":5,"
                        + "\"title\":\"a \\\"quoted\\\" \\\\ and\\u000abroken title\",\"done\":true}");
    }
}

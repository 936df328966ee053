package io.selvedge.samples.tasks.story;

import com.google.inject.Injector;
import io.micrometer.core.instrument.MeterRegistry;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.service.SharedCache;
import io.selvedge.samples.tasks.service.TaskLoader;
import io.selvedge.samples.tasks.service.TaskService;
import io.selvedge.samples.tasks.trouble.CacheServer;
import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.SlowDisk;
import java.nio.file.Path;

/**
 * What a chapter has to work with.
 *
 * @param injector holds the service, wired as in production
 * @param world what can go wrong around it
 * @param screen where the story appears
 * @param setting how big a story, and which one
 */
public record Scene(Injector injector, World world, Screen screen, Setting setting) {

    /** The API, the cache, the disk, and the folder in which all files are. */
    public record World(NotificationApi api, CacheServer cache, SlowDisk disk, Path folder) {}

    MeterRegistry meters() {
        return injector.getInstance(MeterRegistry.class);
    }

    Ledger ledger() {
        return new Ledger(meters());
    }

    TaskService tasks() {
        return injector.getInstance(TaskService.class);
    }

    SharedCache cache() {
        return injector.getInstance(SharedCache.class);
    }

    TaskLoader loader() {
        return injector.getInstance(TaskLoader.class);
    }

    NotificationClient notifications() {
        return injector.getInstance(NotificationClient.class);
    }
}

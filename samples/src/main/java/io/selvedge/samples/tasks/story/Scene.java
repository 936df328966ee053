package io.selvedge.samples.tasks.story;

import com.google.inject.Injector;
import io.micrometer.core.instrument.MeterRegistry;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.service.TaskService;
import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.SlowDisk;

/**
 * What a chapter has to work with.
 *
 * @param injector holds the service, wired as in production
 * @param world what can go wrong around it
 * @param screen where the story appears
 * @param setting how big a story, and which one
 */
public record Scene(Injector injector, World world, Screen screen, Setting setting) {

    /** The API and the disk. */
    public record World(NotificationApi api, SlowDisk disk) {}

    MeterRegistry meters() {
        return injector.getInstance(MeterRegistry.class);
    }

    Ledger ledger() {
        return new Ledger(meters());
    }

    TaskService tasks() {
        return injector.getInstance(TaskService.class);
    }

    NotificationClient notifications() {
        return injector.getInstance(NotificationClient.class);
    }
}

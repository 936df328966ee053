package io.selvedge.samples.tasks.service;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import javax.sql.DataSource;

/** Binds the task service to a database and to the addresses of the notification API and of the shared cache. */
public final class TasksModule extends AbstractModule {
    private final DataSource pool;
    private final URI notificationApi;
    private final URI sharedCache;

    public TasksModule(DataSource pool, URI notificationApi, URI sharedCache) {
        this.pool = pool;
        this.notificationApi = notificationApi;
        this.sharedCache = sharedCache;
    }

    @Override
    protected void configure() {
        bind(DataSource.class).toInstance(pool);
        bind(NotificationApiAddress.class).toInstance(new NotificationApiAddress(notificationApi));
        bind(SharedCacheAddress.class).toInstance(new SharedCacheAddress(sharedCache));
        bind(TaskRepository.class).in(Singleton.class);
        bind(TaskService.class).in(Singleton.class);
        bind(NotificationTransport.class).in(Singleton.class);
        bind(NotificationClient.class).in(Singleton.class);
        bind(Outbox.class).in(Singleton.class);
        bind(AlertService.class).in(Singleton.class);
        bind(SharedCache.class).in(Singleton.class);
        bind(TaskLoader.class).in(Singleton.class);
        bind(AnnouncementService.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    TaskExport export(TaskRepository repository) {
        return new TaskExport(repository, 50);
    }

    @Provides
    @Singleton
    TaskCache cache() {
        return new TaskCache(Duration.ofMillis(200), 10_000);
    }
}

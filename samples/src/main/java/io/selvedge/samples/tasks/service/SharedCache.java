package io.selvedge.samples.tasks.service;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The cache that all instances of the service share, over HTTP. No policy.
 *
 * <p>Thread-safe; an interrupt ends a request.
 */
public final class SharedCache {
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI cache;

    @Inject
    public SharedCache(SharedCacheAddress cache) {
        this.cache = cache.uri();
    }

    /**
     * Asks for a task.
     *
     * @throws CacheMissException if the cache does not have it
     */
    public Task get(long id) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(at(id).GET().build(), BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new CacheMissException(id);
        }
        String[] parts = answer.body().split("\n", 3);
        return new Task(id, parts[0], parts[2], Boolean.parseBoolean(parts[1]));
    }

    public void put(Task task) throws IOException, InterruptedException {
        String text = String.join("\n", task.userId(), Boolean.toString(task.done()), task.title());
        http.send(at(task.id()).PUT(BodyPublishers.ofString(text)).build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder at(long id) {
        return HttpRequest.newBuilder(cache.resolve("/tasks/" + id));
    }
}

package io.selvedge.samples.tasks.service;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Notifications over HTTP: one request a call, and the answer's status as a receipt or a failure. No policy.
 *
 * <p>Thread-safe.
 */
public final class NotificationTransport {
    private static final Duration NOT_TOLD = Duration.ofNanos(-1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI api;

    @Inject
    public NotificationTransport(NotificationApiAddress api) {
        this.api = api.uri();
    }

    /**
     * Sends and waits for the answer; an interrupt ends the request.
     *
     * @throws TooManyRequestsException for status 429, and another {@link NotificationException} for any other that is
     *     no success
     */
    public Receipt post(Channel channel, Notification notification) throws IOException, InterruptedException {
        return receipt(notification, http.send(request(channel, notification), BodyHandlers.discarding()));
    }

    /** The same without a thread that waits; cancelling the future ends the request. */
    public CompletableFuture<Receipt> postAsync(Channel channel, Notification notification) {
        return http.sendAsync(request(channel, notification), BodyHandlers.discarding())
                .thenApply(answer -> receiptLater(notification, answer));
    }

    private HttpRequest request(Channel channel, Notification notification) {
        return HttpRequest.newBuilder(api.resolve(channel.path()))
                .header("Idempotency-Key", notification.id())
                .POST(BodyPublishers.ofString(notification.userId() + ": " + notification.text()))
                .build();
    }

    private static Receipt receiptLater(Notification notification, HttpResponse<?> answer) {
        try {
            return receipt(notification, answer);
        } catch (NotificationException e) {
            throw new CompletionException(e);
        }
    }

    private static Receipt receipt(Notification notification, HttpResponse<?> answer) throws NotificationException {
        int status = answer.statusCode();
        if (status == 429) {
            throw new TooManyRequestsException(retryAfter(answer));
        }
        if (status / 100 != 2) {
            throw new NotificationException(status);
        }
        return new Receipt(notification.id());
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(NOT_TOLD);
    }
}

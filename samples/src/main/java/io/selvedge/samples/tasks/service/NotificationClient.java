package io.selvedge.samples.tasks.service;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * The notification API as the service sees it: a method for each way to reach a user, guarded against the trouble that
 * this way is known for. {@link #post} and {@link #postAsync} are the same without any policy.
 *
 * <p>Thread-safe.
 */
public final class NotificationClient {
    private final NotificationTransport transport;

    @Inject
    public NotificationClient(NotificationTransport transport) {
        this.transport = transport;
    }

    /** Mail fails now and then, for no reason that lasts. */
    @Retry(maxRetries = 8, backoff = @Backoff(initial = "40ms", max = "500ms"), retryOn = NotificationException.class)
    public Receipt mail(Notification notification) throws IOException, InterruptedException {
        return post(Channel.MAIL, notification);
    }

    /** A newsletter as one should not send it: those who fail together come back together. */
    @Retry(maxRetries = 3, backoff = @Backoff(initial = "700ms", multiplier = 1, jitter = Jitter.NONE))
    public CompletionStage<Receipt> bulletin(Notification notification) {
        return postAsync(Channel.MAIL, notification);
    }

    /** A newsletter whose retries are scattered over the back-off. */
    @Retry(maxRetries = 3, backoff = @Backoff(initial = "700ms", multiplier = 1, jitter = Jitter.FULL))
    public CompletionStage<Receipt> newsletter(Notification notification) {
        return postAsync(Channel.MAIL, notification);
    }

    /** Push goes down for seconds at a time, and takes its time to say so. */
    @CircuitBreaker(name = "push", window = 20, failureRate = 0.5, openFor = "400ms")
    public Receipt push(Notification notification) throws IOException, InterruptedException {
        return post(Channel.PUSH, notification);
    }

    /** Text messages are limited to 50 a second, and two instances of the service share that. */
    @RateLimit(permits = 25, per = "1s", maxWait = "30s")
    public Receipt sms(Notification notification) throws IOException, InterruptedException {
        return post(Channel.SMS, notification);
    }

    /** Chat sometimes takes a request and then says nothing. */
    @Timeout("300ms")
    @Bulkhead(limit = 50)
    public Receipt chat(Notification notification) throws IOException, InterruptedException {
        return post(Channel.CHAT, notification);
    }

    /** The same for callers that do not wait. */
    @Timeout("300ms")
    @Bulkhead(limit = 50)
    public CompletionStage<Receipt> chatAsync(Notification notification) {
        return postAsync(Channel.CHAT, notification);
    }

    /** What must not wait for a chat that says nothing: it is sent again, which does no harm as its id is the idempotency key. */
    @Hedge(after = "100ms", idempotent = true)
    @Timeout("1s")
    public Receipt urgent(Notification notification) throws IOException, InterruptedException {
        return post(Channel.CHAT, notification);
    }

    public Receipt post(Channel channel, Notification notification) throws IOException, InterruptedException {
        return transport.post(channel, notification);
    }

    public CompletionStage<Receipt> postAsync(Channel channel, Notification notification) {
        return transport.postAsync(channel, notification);
    }
}

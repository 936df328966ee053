package io.selvedge.samples.tasks.service;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.PolicyException;
import jakarta.inject.Inject;
import java.io.IOException;

/**
 * Alerts that must neither get lost nor hold anybody up: all the policies on one method.
 *
 * <p>The order in which they are written does not matter, the engine has one: {@code Engine.explain} tells it.
 * Thread-safe.
 */
public final class AlertService {
    private final NotificationTransport transport;
    private final Outbox outbox;

    @Inject
    public AlertService(NotificationTransport transport, Outbox outbox) {
        this.transport = transport;
        this.outbox = outbox;
    }

    /** What has become of an alert. */
    public enum Delivery {
        SENT,
        IN_OUTBOX
    }

    /** Sends an alert if that can be done soon, else leaves it in the outbox. */
    @Fallback("leaveInOutbox")
    @Retry(
            maxRetries = 10,
            backoff = @Backoff(initial = "100ms", max = "300ms", jitter = Jitter.EQUAL),
            maxDuration = "1s",
            retryOn = {IOException.class, PolicyException.class})
    @CircuitBreaker(name = "alerts", openFor = "200ms")
    @RateLimit(permits = 300, burst = 30, maxWait = "100ms")
    @Timeout("300ms")
    @Bulkhead(limit = 40)
    public Delivery alert(Notification notification) throws IOException, InterruptedException {
        return alertUnguarded(notification);
    }

    @SuppressWarnings("unused") // by name, in alert's @Fallback
    private Delivery leaveInOutbox(Notification notification) {
        outbox.leave(notification);
        return Delivery.IN_OUTBOX;
    }

    public Delivery alertUnguarded(Notification notification) throws IOException, InterruptedException {
        transport.post(Channel.PUSH, notification);
        return Delivery.SENT;
    }
}

package io.selvedge.samples.tasks.service;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Join;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.values.Settled;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells many users something, of whom some cannot be reached.
 *
 * <p>Thread-safe.
 */
public final class AnnouncementService {
    private final NotificationTransport transport;

    @Inject
    public AnnouncementService(NotificationTransport transport) {
        this.transport = transport;
    }

    /** Tells everybody or fails: the first user who cannot be reached ends it, and who was reached is not known. */
    @FanOut(join = Join.ALL, concurrency = 50)
    public List<Receipt> tellAll(@Each List<Notification> notifications) throws IOException, InterruptedException {
        List<Receipt> receipts = new ArrayList<>();
        for (Notification notification : notifications) {
            receipts.add(tell(notification));
        }
        return receipts;
    }

    /** Tells whom it can, and answers for each user, in the order of the notifications, with a receipt or the reason. */
    @FanOut(join = Join.ALL_SETTLED, concurrency = 50)
    public List<Settled<Receipt>> tellEach(@Each List<Notification> notifications) {
        return Settled.each(notifications, this::tell);
    }

    @Retry(
            maxRetries = 1,
            backoff = @Backoff(initial = "20ms"),
            retryOn = {IOException.class, CallTimeoutException.class})
    @RateLimit(permits = 800, per = "1s", burst = 20, maxWait = "30s")
    @Timeout("500ms")
    private Receipt tell(Notification notification) throws IOException, InterruptedException {
        return transport.post(Channel.PUSH, notification);
    }
}

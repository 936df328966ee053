package io.selvedge.samples.tasks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.samples.tasks.trouble.NotificationApi;
import io.selvedge.samples.tasks.trouble.Reply;
import io.selvedge.samples.tasks.trouble.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationTransportTest {
    private static final Notification MAIL = new Notification("m1", "ada", "due today");

    private NotificationApi api;
    private NotificationTransport transport;

    @BeforeEach
    void start() throws IOException {
        api = NotificationApi.start();
        transport = new NotificationTransport(new NotificationApiAddress(api.address()));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aTakenNotificationGivesAReceipt() throws Exception {
        Traffic traffic = api.play("/mail", (number, millis) -> Reply.TAKEN);

        assertThat(transport.post(Channel.MAIL, MAIL)).isEqualTo(new Receipt("m1"));
        assertThat(traffic.byKey()).containsOnlyKeys("m1");
    }

    @Test
    void status429TellsWhenToComeBack() {
        api.play("/sms", (number, millis) -> Reply.tooMany(3));

        assertThatThrownBy(() -> transport.post(Channel.SMS, MAIL))
                .isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(3));
                });
    }

    @Test
    void status429WithoutAHeaderTellsNothing() {
        api.play("/sms", (number, millis) -> new Reply(429, 0, 0));

        assertThatThrownBy(() -> transport.post(Channel.SMS, MAIL))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        e -> assertThat(e.retryAfter()).isEmpty());
    }

    @Test
    void anyOtherStatusIsAFailure() {
        api.play("/push", (number, millis) -> Reply.BROKEN);

        assertThatThrownBy(() -> transport.post(Channel.PUSH, MAIL))
                .isExactlyInstanceOf(NotificationException.class)
                .hasMessageContaining("503");
    }

    @Test
    void aStageCarriesTheSame() {
        api.play("/chat", (number, millis) -> number == 0 ? Reply.TAKEN : Reply.tooMany(1));

        assertThat(transport.postAsync(Channel.CHAT, MAIL).join()).isEqualTo(new Receipt("m1"));
        CompletableFuture<Receipt> refused = transport.postAsync(Channel.CHAT, MAIL);
        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TooManyRequestsException.class);
    }
}

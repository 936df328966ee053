package io.selvedge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RolesTest {
    @Test
    void playInTheOrderOfTheirMoments() throws InterruptedException {
        List<String> played = new CopyOnWriteArrayList<>();
        try (Roles roles = new Roles()) {
            roles.start("second", () -> {
                roles.await("first is done");
                played.add(Thread.currentThread().getName());
                roles.announce("all is done");
            });
            roles.start("first", () -> {
                played.add(Thread.currentThread().getName());
                roles.announce("first is done");
            });
            roles.await("all is done");
            assertThat(played).containsExactly("first", "second");
        }
    }

    @Test
    void theEndTellsWhatFailed() {
        AssertionError cause = new AssertionError("expected by this test");
        Roles roles = new Roles();
        roles.start("bad", () -> {
            throw cause;
        });
        roles.start("good", () -> {});
        assertThatThrownBy(roles::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bad")
                .hasMessageNotContaining("good")
                .hasSuppressedException(cause);
    }

    @Test
    void theEndWaitsForAllRoles() {
        Thread played;
        try (Roles roles = new Roles()) {
            played = roles.start("slow", () -> roles.await("go"));
            roles.announce("go");
        }
        assertThat(played.isAlive()).isFalse();
    }

    @Test
    void namesAreUnique() {
        try (Roles roles = new Roles()) {
            roles.start("one", () -> {});
            assertThatIllegalArgumentException().isThrownBy(() -> roles.start("one", () -> {}));
            assertThatIllegalArgumentException().isThrownBy(() -> roles.join("two"));
        }
    }

    @Test
    void aRoleThatDoesNotEndIsTold() {
        Roles roles = new Roles(20);
        Thread stuck = roles.start("stuck", () -> new CountDownLatch(1).await());
        assertThatThrownBy(roles::close)
                .isInstanceOf(AssertionError.class)
                .satisfies(failed -> assertThat(failed.getSuppressed())
                        .anyMatch(told -> told.getMessage().contains("stuck")));
        assertThat(stuck.getName()).isEqualTo("stuck");
    }
}

package io.selvedge.runtime.compile;

import io.selvedge.annotations.KeyLimits;
import io.selvedge.runtime.policy.Housekeeping;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Site.KeyBounds;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.time.Time;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the rooms read the annotations of one subject after another, and puts the policies in order.
 *
 * <p>Immutable.
 */
final class Drafts {
    private final Catalog catalog;
    private final Time time;
    private final Housekeeping housekeeping;

    Drafts(Catalog catalog, Time time, Housekeeping housekeeping) {
        this.catalog = catalog;
        this.time = time;
        this.housekeeping = housekeeping;
    }

    /** A method's draft; nothing sensible if misuses were found. */
    Draft of(Subject subject, Guards guards, Marks marks, Misuses misuses) {
        Method method = Objects.requireNonNull(subject.method());
        int[] keys = Keys.positions(marks);
        return of(subject, new Target(subject.name(), method, subject.stage(), keys), guards, misuses);
    }

    /** The draft of lambdas under a name; nothing sensible if misuses were found. */
    Draft of(Subject subject, Brought brought, Guards guards, Misuses misuses) {
        int[] keys = brought == Brought.A_KEY ? new int[] {0} : new int[0];
        Target target = new Target(subject.name(), null, subject.stage(), keys);
        return of(subject, brought == Brought.ELEMENTS ? target.bringingElements() : target, guards, misuses);
    }

    private Draft of(Subject subject, Target target, Guards guards, Misuses misuses) {
        KeyBounds bounds = bounds(subject, guards.keyLimits(), misuses);
        Site site = new Site(target, subject.owner(), subject.name(), bounds, time, housekeeping);
        List<Part<?, ?>> parts = new ArrayList<>(guards.policies().size());
        for (Written written : guards.policies()) {
            read(subject, written, site, misuses).ifPresent(parts::add);
        }
        return ordered(subject, site, parts, guards, misuses);
    }

    private static KeyBounds bounds(Subject subject, @Nullable Written limits, Misuses misuses) {
        return limits == null
                ? Keys.DEFAULT
                : misuses.attempt(subject, limits, "reading it", () -> Keys.bounds((KeyLimits) limits.annotation()))
                        .orElse(Keys.DEFAULT);
    }

    private Optional<? extends Part<?, ?>> read(Subject subject, Written written, Site site, Misuses misuses) {
        Room<?, ?> room = catalog.room(written.type());
        if (room == null) {
            misuses.add(subject.about(written, unserved(written)));
            return Optional.empty();
        }
        return misuses.attempt(subject, written, "reading it", () -> Part.read(room, written, site));
    }

    private static String unserved(Written written) {
        return "%s is a policy that no room of this engine serves, so it would guard nothing. Give the engine a room whose annotation is %s, or remove the annotation."
                .formatted(written, written.type().getName());
    }

    private Draft ordered(Subject subject, Site site, List<Part<?, ?>> parts, Guards guards, Misuses misuses) {
        Order order = new Order(catalog);
        List<Part<?, ?>> standard = order.standard(parts);
        Written written = guards.order();
        if (written == null) {
            return new Draft(subject, site, standard, null, List.of());
        }
        List<Class<? extends Annotation>> named = misuses.attempt(
                        subject, written, "reading it", () -> Order.named(written, guards))
                .orElse(List.of());
        return new Draft(subject, site, order.rearranged(standard, named), written, named);
    }
}

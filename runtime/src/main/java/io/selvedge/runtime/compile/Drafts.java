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
    Draft of(Subject subject, Guards guards, Misuses misuses) {
        Method method = Objects.requireNonNull(subject.method());
        int[] keys = Keys.positions(method);
        return of(subject, new Target(subject.name(), method, subject.stage(), keys), guards, misuses);
    }

    /** The draft of lambdas under a name; nothing sensible if misuses were found. */
    Draft of(Subject subject, Brought brought, Guards guards, Misuses misuses) {
        int[] keys = brought == Brought.A_KEY ? new int[] {0} : new int[0];
        Target target = new Target(subject.name(), null, subject.stage(), keys);
        return of(subject, brought == Brought.ELEMENTS ? target.bringingElements() : target, guards, misuses);
    }

    private Draft of(Subject subject, Target target, Guards guards, Misuses misuses) {
        KeyBounds bounds = guards.keyLimits()
                .flatMap(limits -> bounds(subject, limits, misuses))
                .orElse(Keys.DEFAULT);
        Site site = new Site(target, subject.owner(), subject.name(), bounds, time, housekeeping);
        List<Part<?, ?>> parts = guards.policies().stream()
                .<Part<?, ?>>flatMap(written -> read(subject, written, site, misuses).stream())
                .toList();
        return ordered(subject, site, parts, guards, misuses);
    }

    private static Optional<KeyBounds> bounds(Subject subject, Written limits, Misuses misuses) {
        return misuses.attempt(subject, limits, "reading it", () -> Keys.bounds((KeyLimits) limits.annotation()));
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
        List<Class<? extends Annotation>> present = guards.policies().stream()
                .<Class<? extends Annotation>>map(Written::type)
                .toList();
        Written written = guards.order().orElse(null);
        List<Class<? extends Annotation>> named = named(subject, written, present, misuses);
        return new Draft(subject, site, order.rearranged(standard, named), written, named);
    }

    private static List<Class<? extends Annotation>> named(
            Subject subject, @Nullable Written order, List<Class<? extends Annotation>> present, Misuses misuses) {
        return Optional.ofNullable(order)
                .flatMap(
                        written -> misuses.attempt(subject, written, "reading it", () -> Order.named(written, present)))
                .orElse(List.of());
    }
}

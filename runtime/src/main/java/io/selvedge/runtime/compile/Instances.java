package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.record.Recorder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live policies: one for each room and subject, or for each room and shared name.
 *
 * <p>Thread-safe without a lock: of two threads that make the same instance, one's is used by both and announced, the
 * other's is forgotten before anybody has seen it.
 */
final class Instances {
    private final Recorder recorder;
    private final Watchers watchers;
    private final ConcurrentMap<Id, Live> live = new ConcurrentHashMap<>();
    private final ConcurrentMap<Id, Claim> claims = new ConcurrentHashMap<>();

    /** What one instance is known by: a shared name, or the subject that has it to itself. */
    private record Id(String room, Object owner) {
        static Id of(Draft draft, Part<?, ?> part) {
            return new Id(
                    part.room().name(),
                    part.shared() ? part.sharedAs() : draft.subject().identity());
        }

        // Written out, since a record's own are linked at first use, at a cost that every start would have to bear.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id id && room.equals(id.room) && owner.equals(id.owner);
        }

        @Override
        public int hashCode() {
            return 31 * owner.hashCode() + room.hashCode();
        }
    }

    /** A policy that everybody can see. */
    record Live(String room, String name, Policy policy) {}

    Instances(Recorder recorder, Watchers watchers) {
        this.recorder = recorder;
        this.watchers = watchers;
    }

    /** Notes a misuse if the part shares its name with one that is not its equal. */
    void claim(Draft draft, Part<?, ?> part, Misuses misuses) {
        if (part.shared()) {
            Claim mine = new Claim(draft, part);
            Claim first = claims.putIfAbsent(Id.of(draft, part), mine);
            if (first != null) {
                mine.conflictWith(first)
                        .ifPresent(text -> misuses.add(draft.subject().about(part.written(), text)));
            }
        }
    }

    /**
     * Policies made for one class and shown to nobody, until it is known that nothing is wrong with the class. Not
     * thread-safe.
     */
    final class Batch {
        private final Map<Id, Live> made = new HashMap<>();

        /** Makes the policy unless there is one. */
        Policy open(Draft draft, Part<?, ?> part) {
            Id id = Id.of(draft, part);
            Live known = made.getOrDefault(id, live.get(id));
            Live one = known != null ? known : make(draft, part);
            made.put(id, one);
            return one.policy();
        }

        private Live make(Draft draft, Part<?, ?> part) {
            return new Live(part.room().name(), draft.instance(part), part.open(draft.siteOf(part)));
        }

        /** The policy that everybody uses from now on; announced to the recorder if it is the first of its name. */
        Policy publish(Draft draft, Part<?, ?> part) {
            Id id = Id.of(draft, part);
            Live mine = Objects.requireNonNull(made.get(id));
            Live first = live.putIfAbsent(id, mine);
            if (first == null) {
                recorder.instance(mine.room(), mine.name(), mine.policy());
                watchers.show(mine);
            }
            return first == null ? mine.policy() : first.policy();
        }
    }

    <T> List<T> controls(Class<T> type, String instance) {
        return all().filter(one -> one.name().equals(instance))
                .map(Live::policy)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<String> names(Class<?> type) {
        return all().filter(one -> type.isInstance(one.policy()))
                .map(Live::name)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The policy of that room and name.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are, or if it must not be paused
     */
    Policy pausable(String room, String name) {
        Policy policy = live.values().stream()
                .filter(one -> one.room().equals(room) && one.name().equals(name))
                .map(Live::policy)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no %s is called \"%s\"; there are %s".formatted(room, name, names(room))));
        if (!policy.mayBePaused()) {
            throw new IllegalArgumentException(
                    "%s of \"%s\" cannot be paused: without it the method would mean something else"
                            .formatted(room, name));
        }
        return policy;
    }

    private List<String> names(String room) {
        return all().filter(one -> one.room().equals(room)).map(Live::name).toList();
    }

    /** Sorted by name. */
    Stream<Live> all() {
        return live.values().stream().sorted(Comparator.comparing(Live::name).thenComparing(Live::room));
    }

    void close() {
        live.clear();
        claims.clear();
    }
}

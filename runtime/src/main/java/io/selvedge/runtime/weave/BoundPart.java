package io.selvedge.runtime.weave;

import io.selvedge.runtime.drive.Plan;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.Signature;
import org.aspectj.lang.reflect.SourceLocation;

/**
 * A join point's static part that knows the plan of its method.
 *
 * <p>It takes the place of the one that the weaver made, so that woven code finds its plan by a class check and two
 * field loads. Thread-safe: the binding is immutable and replaced as a whole.
 */
final class BoundPart implements JoinPoint.StaticPart {
    private final JoinPoint.StaticPart original;
    private Binding binding;

    BoundPart(JoinPoint.StaticPart original, Binding binding) {
        this.original = original;
        this.binding = binding;
    }

    /** The plan, and the epoch in which it is known to be the right one. */
    record Binding(Plan plan, int epoch) {}

    Binding binding() {
        return binding;
    }

    void bind(Binding other) {
        binding = other;
    }

    JoinPoint.StaticPart original() {
        return original;
    }

    @Override
    public Signature getSignature() {
        return original.getSignature();
    }

    @Override
    public SourceLocation getSourceLocation() {
        return original.getSourceLocation();
    }

    @Override
    public String getKind() {
        return original.getKind();
    }

    @Override
    public int getId() {
        return original.getId();
    }

    @Override
    public String toString() {
        return original.toString();
    }

    @Override
    public String toShortString() {
        return original.toShortString();
    }

    @Override
    public String toLongString() {
        return original.toLongString();
    }
}

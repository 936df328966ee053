package io.selvedge.runtime.weave;

import io.selvedge.annotations.Key;
import io.selvedge.annotations.NeedsArguments;
import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Spreads;
import io.selvedge.annotations.Woven;
import io.selvedge.runtime.drive.BlockingCall;
import io.selvedge.runtime.drive.Entry;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.Pass;
import org.aspectj.lang.annotation.SuppressAjWarnings;

/**
 * Puts the engine around every method that a policy annotation guards, in line: walks the doors in, proceeds, walks the
 * exits out, without closure, join point object or boxing. Where a call may run on another thread or after its caller
 * has left, {@link ClosureAspect}, which stands outside, has handed the method over, and {@code begin} answers null.
 *
 * <p>What keeps an advice inlined: it is code style, compiled not reweavable, proceeds in its own body, and contains no
 * lambda, no method reference and no concatenation of strings. A test looks at the woven code.
 *
 * <p>So each advice writes the same loop out, and the file is long: what they shared would be called, and box.
 */
public aspect PolicyAspect {

    /* What is guarded: any method with a policy of its own, or carried by its own annotation one or two levels deep ... */
    pointcut byMethod():
        execution(@(@Policy *) * *(..))
        || execution(@(@(@Policy *) *) * *(..))
        || execution(@(@(@(@Policy *) *) *) * *(..));

    /* ... and the public instance methods declared in a class that has one. within() keeps overriders out. */
    pointcut byClass():
        execution(public !static * *(..))
        && !execution(public String *.toString())
        && !execution(public int *.hashCode())
        && !execution(public boolean *.equals(Object))
        && ((execution(* (@(@Policy *) *).*(..)) && within(@(@Policy *) *))
            || (execution(* (@(@(@Policy *) *) *).*(..)) && within(@(@(@Policy *) *) *))
            || (execution(* (@(@(@(@Policy *) *) *) *).*(..)) && within(@(@(@(@Policy *) *) *) *)));

    /* Subclasses that frameworks generate copy annotations and add methods; what they override is guarded already. */
    pointcut generated():
        within(*..*$$EnhancerBy*) || within(*..*$$SpringCGLIB*) || within(*..*$MockitoMock$*);

    pointcut guarded(): (byMethod() || byClass()) && !generated() && !within(io.selvedge.runtime..*);

    /* Whose policies look at arguments, and who has any. */
    pointcut needsArguments(): execution(* *(*, ..)) && (
        execution(* *(.., @Key (*), ..))
        || execution(@(@NeedsArguments *) * *(..))
        || execution(@(@(@NeedsArguments *) *) * *(..))
        || execution(@(@(@(@NeedsArguments *) *) *) * *(..))
        || within(@(@NeedsArguments *) *)
        || within(@(@(@NeedsArguments *) *) *)
        || within(@(@(@(@NeedsArguments *) *) *) *))
        || spreads();

    /* Whose policies run them with other arguments. */
    pointcut spreads():
        execution(@(@Spreads *) * *(..))
        || execution(@(@(@Spreads *) *) * *(..))
        || execution(@(@(@(@Spreads *) *) *) * *(..))
        || within(@(@Spreads *) *)
        || within(@(@(@Spreads *) *) *)
        || within(@(@(@(@Spreads *) *) *) *);

    pointcut asynchronous():
        execution(java.util.concurrent.CompletionStage *(..))
        || execution(java.util.concurrent.CompletableFuture *(..));

    /* Two cases that exclude each other: what is tested at run time is woven once for each case that a method fits. */
    pointcut plain(): guarded() && !asynchronous()
        && ((execution(* *()) && !spreads()) || (execution(* *(*, ..)) && !needsArguments()));

    pointcut typed():
        execution(void *(..)) || execution(int *(..)) || execution(long *(..))
        || execution(double *(..)) || execution(boolean *(..));

    declare precedence: ClosureAspect, PolicyAspect;

    /* The proof of weaving, in compile-time and load-time weaving alike. */
    declare @method: @(@Policy *) * *(..): @Woven;
    declare @method: @(@(@Policy *) *) * *(..): @Woven;
    declare @method: @(@(@(@Policy *) *) *) * *(..): @Woven;
    declare @method: public !static * (@(@Policy *) *).*(..): @Woven;
    declare @method: public !static * (@(@(@Policy *) *) *).*(..): @Woven;
    declare @method: public !static * (@(@(@(@Policy *) *) *) *).*(..): @Woven;

    /* The inlined kind, for methods whose arguments nobody looks at: one advice for each type that would be boxed. */

    @SuppressAjWarnings("adviceDidNotMatch")
    void around(Object self): plain() && execution(void *(..)) && this(self) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, self);
        BlockingCall call = pass == null ? Entry.begin(plan, self) : null;
        if (pass == null && call == null) {
            proceed(self);
            return;
        }
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                proceed(self);
                in = call != null && call.returned();
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, self, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return;
        }
        call.end();
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    int around(Object self): plain() && execution(int *(..)) && this(self) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, self);
        BlockingCall call = pass == null ? Entry.begin(plan, self) : null;
        if (pass == null && call == null) {
            return proceed(self);
        }
        int own = 0;
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                own = proceed(self);
                in = call != null && (call.readsValue() ? call.returned(Integer.valueOf(own)) : call.returned());
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, self, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return own;
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : ((Integer) other).intValue();
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    long around(Object self): plain() && execution(long *(..)) && this(self) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, self);
        BlockingCall call = pass == null ? Entry.begin(plan, self) : null;
        if (pass == null && call == null) {
            return proceed(self);
        }
        long own = 0;
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                own = proceed(self);
                in = call != null && (call.readsValue() ? call.returned(Long.valueOf(own)) : call.returned());
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, self, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return own;
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : ((Long) other).longValue();
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    double around(Object self): plain() && execution(double *(..)) && this(self) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, self);
        BlockingCall call = pass == null ? Entry.begin(plan, self) : null;
        if (pass == null && call == null) {
            return proceed(self);
        }
        double own = 0;
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                own = proceed(self);
                in = call != null && (call.readsValue() ? call.returned(Double.valueOf(own)) : call.returned());
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, self, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return own;
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : ((Double) other).doubleValue();
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    boolean around(Object self): plain() && execution(boolean *(..)) && this(self) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, self);
        BlockingCall call = pass == null ? Entry.begin(plan, self) : null;
        if (pass == null && call == null) {
            return proceed(self);
        }
        boolean own = false;
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                own = proceed(self);
                in = call != null && (call.readsValue() ? call.returned(Boolean.valueOf(own)) : call.returned());
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, self, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return own;
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : ((Boolean) other).booleanValue();
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self): plain() && !typed() && this(self) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, self);
        BlockingCall call = pass == null ? Entry.begin(plan, self) : null;
        if (pass == null && call == null) {
            return proceed(self);
        }
        Object own = null;
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                own = proceed(self);
                in = call != null && call.returned(own);
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, self, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return own;
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : other;
    }

    /* Static methods: rare enough to be boxed. */
    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): plain() && !this(Object) {
        Plan plan = Plans.of(thisJoinPointStaticPart);
        Pass pass = Entry.glance(plan, null);
        BlockingCall call = pass == null ? Entry.begin(plan, null) : null;
        if (pass == null && call == null) {
            return proceed();
        }
        Object own = null;
        for (boolean in = call == null || call.enter(); in; ) {
            try {
                own = proceed();
                in = call != null && call.returned(own);
            } catch (Throwable thrown) {
                call = call == null ? Entry.goOn(plan, null, pass) : call;
                in = call.threw(thrown);
            }
        }
        if (call == null) {
            Entry.left(plan, pass);
            return own;
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : other;
    }

    /* Methods whose arguments a policy looks at: bound one by one, since a join point object costs 80 bytes and more. */

    pointcut withArguments(Object self): guarded() && needsArguments() && !asynchronous() && this(self);

    /* More than three arguments, or a static method. */
    pointcut withOtherArguments(): guarded() && needsArguments() && !asynchronous()
            && (!this(Object) || !(args(*) || args(*, *) || args(*, *, *)));

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a): withArguments(self) && args(a) {
        BlockingCall call = Entry.begin1(Plans.of(thisJoinPointStaticPart), self, a);
        if (call == null) {
            return proceed(self, a);
        }
        Object own = null;
        for (boolean in = call.enter(); in; ) {
            try {
                own = proceed(self, a);
                in = call.returned(own);
            } catch (Throwable thrown) {
                in = call.threw(thrown);
            }
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : other;
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b): withArguments(self) && args(a, b) {
        BlockingCall call = Entry.begin2(Plans.of(thisJoinPointStaticPart), self, a, b);
        if (call == null) {
            return proceed(self, a, b);
        }
        Object own = null;
        for (boolean in = call.enter(); in; ) {
            try {
                own = proceed(self, a, b);
                in = call.returned(own);
            } catch (Throwable thrown) {
                in = call.threw(thrown);
            }
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : other;
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c): withArguments(self) && args(a, b, c) {
        BlockingCall call = Entry.begin3(Plans.of(thisJoinPointStaticPart), self, a, b, c);
        if (call == null) {
            return proceed(self, a, b, c);
        }
        Object own = null;
        for (boolean in = call.enter(); in; ) {
            try {
                own = proceed(self, a, b, c);
                in = call.returned(own);
            } catch (Throwable thrown) {
                in = call.threw(thrown);
            }
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : other;
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): withOtherArguments() {
        BlockingCall call = Entry.beginN(
            Plans.of(thisJoinPointStaticPart), thisJoinPoint.getThis(), thisJoinPoint.getArgs());
        if (call == null) {
            return proceed();
        }
        Object own = null;
        for (boolean in = call.enter(); in; ) {
            try {
                own = proceed();
                in = call.returned(own);
            } catch (Throwable thrown) {
                in = call.threw(thrown);
            }
        }
        Object other = call.end();
        return other == BlockingCall.OWN_VALUE ? own : other;
    }
}

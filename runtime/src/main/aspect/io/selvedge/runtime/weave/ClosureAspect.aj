package io.selvedge.runtime.weave;

import org.aspectj.lang.annotation.SuppressAjWarnings;

/**
 * Hands guarded methods over as closures, for calls that may run on another thread or after their caller has left:
 * asynchronous methods always, blocking ones where the plan says so. Stands outside {@link PolicyAspect}; which of the
 * two serves a method is fixed when its plan is compiled.
 *
 * <p>Arguments are bound one by one where that saves a join point object, which would be made before any guard is asked.
 */
public aspect ClosureAspect {

    pointcut handedOver(): if (Plans.of(thisJoinPointStaticPart).needsClosure());

    pointcut asynchronous(): PolicyAspect.guarded() && PolicyAspect.asynchronous();

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self): asynchronous() && !PolicyAspect.needsArguments() && this(self) {
        return HandedOver.run(thisJoinPointStaticPart, self, HandedOver.NO_ARGUMENTS, () -> proceed(self));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): asynchronous() && !PolicyAspect.needsArguments() && !this(Object) {
        return HandedOver.run(thisJoinPointStaticPart, null, HandedOver.NO_ARGUMENTS, () -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): asynchronous() && PolicyAspect.needsArguments() {
        return HandedOver.run(
            thisJoinPointStaticPart, thisJoinPoint.getThis(), thisJoinPoint.getArgs(), () -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self): PolicyAspect.plain() && this(self) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, HandedOver.NO_ARGUMENTS, () -> proceed(self));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): PolicyAspect.plain() && !this(Object) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, null, HandedOver.NO_ARGUMENTS, () -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a): PolicyAspect.withArguments(self) && args(a) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a}, () -> proceed(self, a));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b): PolicyAspect.withArguments(self) && args(a, b) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a, b}, () -> proceed(self, a, b));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c):
            PolicyAspect.withArguments(self) && args(a, b, c) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a, b, c}, () -> proceed(self, a, b, c));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): PolicyAspect.withOtherArguments() && handedOver() {
        return HandedOver.run(
            thisJoinPointStaticPart, thisJoinPoint.getThis(), thisJoinPoint.getArgs(), () -> proceed());
    }
}

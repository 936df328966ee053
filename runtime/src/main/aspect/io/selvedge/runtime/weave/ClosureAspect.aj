package io.selvedge.runtime.weave;

import org.aspectj.lang.annotation.SuppressAjWarnings;

/**
 * Hands guarded methods over as closures, for calls that may run on another thread or after their caller has left:
 * asynchronous methods always, blocking ones where the plan says so. Stands outside {@link PolicyAspect}; which of the
 * two serves a method is fixed when its plan is compiled.
 *
 * <p>Arguments are bound one by one where that saves a join point object, which would be made before any guard is asked;
 * and where the method may be run with others, several at a time: {@code proceed} with those of a join point object would
 * be a race.
 */
public aspect ClosureAspect {

    pointcut handedOver(): if (Plans.of(thisJoinPointStaticPart).needsClosure());

    pointcut withArguments(Object self): PolicyAspect.withArguments(self) && !PolicyAspect.spreads();

    pointcut asynchronous(): PolicyAspect.guarded() && PolicyAspect.asynchronous() && !PolicyAspect.spreads();

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self): asynchronous() && !PolicyAspect.needsArguments() && this(self) {
        return HandedOver.run(thisJoinPointStaticPart, self, HandedOver.NO_ARGUMENTS, arguments -> proceed(self));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): asynchronous() && !PolicyAspect.needsArguments() && !this(Object) {
        return HandedOver.run(thisJoinPointStaticPart, null, HandedOver.NO_ARGUMENTS, arguments -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): asynchronous() && PolicyAspect.needsArguments() {
        return HandedOver.run(
            thisJoinPointStaticPart, thisJoinPoint.getThis(), thisJoinPoint.getArgs(), arguments -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self): PolicyAspect.plain() && this(self) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, HandedOver.NO_ARGUMENTS, arguments -> proceed(self));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): PolicyAspect.plain() && !this(Object) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, null, HandedOver.NO_ARGUMENTS, arguments -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a): withArguments(self) && args(a) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a}, arguments -> proceed(self, a));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b): withArguments(self) && args(a, b) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a, b}, arguments -> proceed(self, a, b));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c):
            withArguments(self) && args(a, b, c) && handedOver() {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a, b, c}, arguments -> proceed(self, a, b, c));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): PolicyAspect.withOtherArguments() && !PolicyAspect.spreads() && handedOver() {
        return HandedOver.run(
            thisJoinPointStaticPart, thisJoinPoint.getThis(), thisJoinPoint.getArgs(), arguments -> proceed());
    }

    /* Methods that may be run with other arguments, blocking or asynchronous. */

    pointcut spread(): PolicyAspect.guarded() && PolicyAspect.spreads() && handedOver();

    pointcut ownSpread(Object self): spread() && this(self);

    pointcut staticSpread(): spread() && !this(Object);

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self): ownSpread(self) && args() {
        return HandedOver.run(thisJoinPointStaticPart, self, HandedOver.NO_ARGUMENTS, other -> proceed(self));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a): ownSpread(self) && args(a) {
        return HandedOver.run(thisJoinPointStaticPart, self, new Object[] {a}, other -> proceed(self, other[0]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b): ownSpread(self) && args(a, b) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b},
            other -> proceed(self, other[0], other[1]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c): ownSpread(self) && args(a, b, c) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b, c},
            other -> proceed(self, other[0], other[1], other[2]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c, Object d): ownSpread(self) && args(a, b, c, d) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b, c, d},
            other -> proceed(self, other[0], other[1], other[2], other[3]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c, Object d, Object e):
            ownSpread(self) && args(a, b, c, d, e) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b, c, d, e},
            other -> proceed(self, other[0], other[1], other[2], other[3], other[4]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c, Object d, Object e, Object f):
            ownSpread(self) && args(a, b, c, d, e, f) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b, c, d, e, f},
            other -> proceed(self, other[0], other[1], other[2], other[3], other[4], other[5]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c, Object d, Object e, Object f, Object g):
            ownSpread(self) && args(a, b, c, d, e, f, g) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b, c, d, e, f, g},
            other -> proceed(self, other[0], other[1], other[2], other[3], other[4], other[5], other[6]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object self, Object a, Object b, Object c, Object d, Object e, Object f, Object g, Object h):
            ownSpread(self) && args(a, b, c, d, e, f, g, h) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            self,
            new Object[] {a, b, c, d, e, f, g, h},
            other -> proceed(self, other[0], other[1], other[2], other[3], other[4], other[5], other[6], other[7]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(): staticSpread() && args() {
        return HandedOver.run(thisJoinPointStaticPart, null, HandedOver.NO_ARGUMENTS, other -> proceed());
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a): staticSpread() && args(a) {
        return HandedOver.run(thisJoinPointStaticPart, null, new Object[] {a}, other -> proceed(other[0]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b): staticSpread() && args(a, b) {
        return HandedOver.run(thisJoinPointStaticPart, null, new Object[] {a, b}, other -> proceed(other[0], other[1]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b, Object c): staticSpread() && args(a, b, c) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            null,
            new Object[] {a, b, c},
            other -> proceed(other[0], other[1], other[2]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b, Object c, Object d): staticSpread() && args(a, b, c, d) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            null,
            new Object[] {a, b, c, d},
            other -> proceed(other[0], other[1], other[2], other[3]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b, Object c, Object d, Object e): staticSpread() && args(a, b, c, d, e) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            null,
            new Object[] {a, b, c, d, e},
            other -> proceed(other[0], other[1], other[2], other[3], other[4]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b, Object c, Object d, Object e, Object f):
            staticSpread() && args(a, b, c, d, e, f) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            null,
            new Object[] {a, b, c, d, e, f},
            other -> proceed(other[0], other[1], other[2], other[3], other[4], other[5]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b, Object c, Object d, Object e, Object f, Object g):
            staticSpread() && args(a, b, c, d, e, f, g) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            null,
            new Object[] {a, b, c, d, e, f, g},
            other -> proceed(other[0], other[1], other[2], other[3], other[4], other[5], other[6]));
    }

    @SuppressAjWarnings("adviceDidNotMatch")
    Object around(Object a, Object b, Object c, Object d, Object e, Object f, Object g, Object h):
            staticSpread() && args(a, b, c, d, e, f, g, h) {
        return HandedOver.run(
            thisJoinPointStaticPart,
            null,
            new Object[] {a, b, c, d, e, f, g, h},
            other -> proceed(other[0], other[1], other[2], other[3], other[4], other[5], other[6], other[7]));
    }
}

package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Join;
import io.selvedge.runtime.policy.Problems;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for methods that a fan-out cannot serve. Lives as long as one look. */
final class Form {
    private final FanOut wanted;
    private final Method method;
    private final Returned returned;
    private final Problems problems;
    private final List<Parameter> each;

    Form(FanOut wanted, Method method, boolean stage, Problems problems) {
        this.wanted = wanted;
        this.method = method;
        this.returned = Returned.by(method, stage);
        this.problems = problems;
        this.each = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Each.class))
                .toList();
    }

    void check() {
        checkInput();
        checkResult();
        checkOrder();
        checkBranches();
    }

    private void checkInput() {
        boolean branching = wanted.branches().length > 0;
        if (each.isEmpty() && !branching) {
            say(
                    "has nothing to spread over: no parameter has @Each, and it names no branches",
                    "Put @Each on the parameter whose elements are to be run, or name the methods that are to run beside this one in branches");
        } else if (!each.isEmpty() && branching) {
            say(
                    "has two things to spread over, the elements of " + names() + " and branches",
                    "Take @Each away, or the branches");
        } else if (each.size() > 1) {
            say(
                    "finds @Each on " + each.size() + " parameters, " + names() + ", and can spread over one",
                    "Keep one of them");
        }
        each.stream().filter(parameter -> !Input.serves(parameter.getType())).forEach(this::refuse);
    }

    private void refuse(Parameter parameter) {
        say(
                "cannot cut slices of " + parameter.getName() + ", which is declared as "
                        + parameter.getType().getSimpleName(),
                "Declare it as List, Set, Collection, Iterable, Iterator, Stream or an array");
    }

    private String names() {
        return each.stream().map(Parameter::getName).collect(Collectors.joining(" and "));
    }

    private void checkResult() {
        Join join = wanted.join();
        if (needsAll() && returned.whole(join) == null) {
            say(
                    "with join = " + join + " cannot make the " + returned + " that the method "
                            + (returned.stage() ? "delivers" : "returns") + " of several results",
                    join == Join.ALL
                            ? "Return a List, Set, Collection, Map, array, Stream or nothing, or join with RACE or ANY"
                            : "Return a List, Collection or Stream of Settled");
        } else if (returned.lazy() && !needsAll()) {
            say(
                    "with join = " + join + " has one winner, and a lazy stream has none before it is consumed",
                    "Return what the stream would deliver, or join with ALL");
        } else if (returned.lazy() && wanted.branches().length > 0) {
            say("cannot run branches lazily: a stream spreads over elements", "Return a List");
        }
    }

    private boolean needsAll() {
        return wanted.join() == Join.ALL || wanted.join() == Join.ALL_SETTLED;
    }

    private void checkOrder() {
        problems.require(
                wanted.ordered() || (returned.lazy() && needsAll()),
                "ordered",
                wanted.ordered(),
                "means something for a lazy stream only: every other result is joined in input order",
                "Return a Stream, or leave ordered out");
    }

    private void checkBranches() {
        Branches branches = new Branches(method, method.getDeclaringClass());
        Arrays.stream(wanted.branches()).distinct().forEach(name -> branches.check(name, problems));
    }

    private void say(String rule, String fix) {
        problems.add("@FanOut " + rule + ". " + fix + ".");
    }
}

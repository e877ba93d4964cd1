package org.rootbuild.testing;

import java.util.AbstractList;
import java.util.List;

/** Programs that were started, in order. */
public final class Calls extends AbstractList<Call> {
    private final List<Call> all;

    Calls(List<Call> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public Call get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }

    /** {@code calls['gcc:1']}, {@code calls['gcc:1/configure']}: those of a pass or a step. */
    public Calls getAt(String place) {
        return new Calls(all.stream().filter(call -> call.getStep().equals(place)
            || call.getStep().startsWith(place + "/")).toList());
    }

    /** What was run, as {@link Call#getText} has it. */
    public List<String> getTexts() {
        return all.stream().map(Call::getText).toList();
    }

    /** The places of the steps that started them, in order, each once for every program. */
    public List<String> getSteps() {
        return all.stream().map(Call::getStep).toList();
    }
}

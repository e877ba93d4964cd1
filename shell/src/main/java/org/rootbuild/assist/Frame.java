package org.rootbuild.assist;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An open bracket, or the text as a whole, while {@link Frames} walks through it. */
final class Frame {
    /** The index of no token. */
    static final int NONE = -1;

    /** The bracket; a dollar sign for a hole in a text; 0 for the text as a whole. */
    final char sign;
    /** The token of the bracket. */
    final int opening;
    /** The token of the word that is called with it. */
    final int head;
    /** The places whose words can stand in it, innermost first. */
    final List<Class<?>> places;
    /** Where the statement, or behind a {@code =} its value, begins. */
    int beginning;
    /** The word of the statement that is called without parentheses. */
    int command = NONE;
    /** The arguments before the one that is being read, without named ones. */
    int arguments;
    String option = "";
    final Set<String> given = new LinkedHashSet<>();

    Frame(char sign, int opening, int head, List<Class<?>> places) {
        this.sign = sign;
        this.opening = opening;
        this.head = head;
        this.places = places;
        this.beginning = opening + 1;
    }

    /** Whether statements stand in it. */
    boolean isBlock() {
        return sign == '{' || sign == 0 || sign == '$';
    }

    void newStatement(int token) {
        beginning = token;
        command = NONE;
        newCall();
    }

    void newCall() {
        arguments = 0;
        option = "";
        given.clear();
    }

    void nextArgument() {
        if (option.isEmpty()) {
            arguments++;
        }
        option = "";
    }

    /** The word whose arguments stand here. */
    int called() {
        return isBlock() ? command : head;
    }
}

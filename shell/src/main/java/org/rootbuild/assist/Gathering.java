package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gathers what fits a word that is being written: what begins as it does, else what has it anywhere. */
final class Gathering {
    private final String word;
    private final String wordInLowerCase;
    private final List<Suggestion> exact = new ArrayList<>();
    private final List<Suggestion> near = new ArrayList<>();
    private final List<Suggestion> inside = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    Gathering(String word) {
        this.word = word;
        this.wordInLowerCase = word.toLowerCase(Locale.ROOT);
    }

    void add(Suggestion suggestion) {
        String text = suggestion.text();
        if (text.startsWith(word)) {
            put(exact, suggestion);
        } else if (text.regionMatches(true, 0, word, 0, word.length())) {
            put(near, suggestion);
        } else if (word.length() > 1 && text.toLowerCase(Locale.ROOT).contains(wordInLowerCase)) {
            put(inside, suggestion);
        }
    }

    private void put(List<Suggestion> list, Suggestion suggestion) {
        if (taken.add(suggestion.text())) {
            list.add(suggestion);
        }
    }

    void addAll(List<Named> named, String group) {
        named.forEach(each -> add(new Suggestion(each.name(), each.name(), each.about(), true, group)));
    }

    List<Suggestion> found() {
        return !exact.isEmpty() ? exact : !near.isEmpty() ? near : inside;
    }
}

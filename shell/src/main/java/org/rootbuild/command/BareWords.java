package org.rootbuild.command;

import java.util.List;
import java.util.Optional;

/** Arguments alone, without an option among them: what is typed most. There is nothing to parse in it. */
record BareWords(List<String> words) implements Given {
    BareWords {
        words = List.copyOf(words);
    }

    /** The words, if they are such; otherwise the parser says what they are, or what is wrong with them. */
    static Optional<Given> of(List<String> words, Subcommand command) {
        for (String word : words) {
            if (word.isEmpty() || word.startsWith("-")) {
                return Optional.empty();
            }
        }
        return words.size() >= command.leastArguments() && words.size() <= command.mostArguments()
            ? Optional.of(new BareWords(words)) : Optional.empty();
    }

    @Override
    public boolean isSet(String option) {
        return false;
    }

    @Override
    public Optional<String> value(String option) {
        return Optional.empty();
    }

    @Override
    public List<String> values(String option) {
        return List.of();
    }

    @Override
    public Optional<String> argument(int place) {
        return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
    }

    @Override
    public List<String> argumentsFrom(int place) {
        return place < words.size() ? words.subList(place, words.size()) : List.of();
    }

    @Override
    public String part() {
        return "";
    }
}

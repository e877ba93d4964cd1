package org.rootbuild.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What the parser found; of a command that has parts, what it found behind the part. */
record ParsedWords(ParseResult parsed, String part) implements Given {
    @Override
    public boolean isSet(String option) {
        return parsed.hasMatchedOption(option);
    }

    @Override
    public Optional<String> value(String option) {
        Object value = parsed.matchedOptionValue(option, null);
        return Optional.ofNullable(value).map(Object::toString);
    }

    @Override
    public List<String> values(String option) {
        return parsed.matchedOptionValue(option, List.of());
    }

    @Override
    public Optional<String> argument(int place) {
        List<String> found = argumentsFrom(place);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    @Override
    public List<String> argumentsFrom(int place) {
        List<String> all = parsed.matchedPositionals().stream().distinct()
            .map(PositionalParamSpec::stringValues).flatMap(List::stream).toList();
        return place < all.size() ? all.subList(place, all.size()) : List.of();
    }
}

package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/** The source packages of one or more suites, asked as one. */
public final class SourceIndex {
    private final List<SourceList> lists;
    private final String shown;

    SourceIndex(List<SourceList> lists, String shown) {
        this.lists = List.copyOf(lists);
        this.shown = shown;
    }

    /**
     * The newest source package of that name.
     *
     * @throws Failure where there is none; names the source of a binary package of that name, or the nearest name
     */
    public SourcePackage find(String name) throws Failure {
        return newest(named(name)).orElseThrow();
    }

    /**
     * The source package of that name in that version, which may be given without its epoch and revision.
     *
     * @throws Failure also where there are only other versions; names them
     */
    public SourcePackage find(String name, String version) throws Failure {
        List<SourcePackage> all = named(name);
        return newest(all.stream().filter(one -> one.version().toString().equals(version)).toList())
            .or(() -> newest(all.stream().filter(one -> one.version().upstream().equals(version)).toList()))
            .orElseThrow(() -> new Failure("there is no version " + version + " of the source package '" + name
                + "' in " + shown + ", only " + all.stream().map(one -> one.version().toString()).distinct()
                    .collect(Collectors.joining(", ")),
                "Name one of those; older ones are not kept on mirrors."));
    }

    private List<SourcePackage> named(String name) throws Failure {
        List<SourcePackage> all = new ArrayList<>();
        for (SourceList list : lists) {
            all.addAll(list.named(name));
        }
        if (all.isEmpty()) {
            throw missing(name);
        }
        return all;
    }

    private Failure missing(String name) throws Failure {
        List<String> sources = new ArrayList<>();
        for (SourceList list : lists) {
            sources.addAll(list.building(name));
        }
        if (!sources.isEmpty()) {
            String found = sources.stream().distinct().map(source -> "'" + source + "'")
                .collect(Collectors.joining(" or "));
            return new Failure("there is no source package '" + name + "' in " + shown
                + "; the package of that name is built from " + found, "Name the source package " + found + ".");
        }
        return new Failure("there is no source package '" + name + "' in " + shown,
            "Check the name, the suite and the components." + suggestion(name));
    }

    private static Optional<SourcePackage> newest(List<SourcePackage> packages) {
        return packages.stream().reduce((best, next) -> next.version().compareTo(best.version()) > 0 ? next : best);
    }

    /** Names of a much different length are never near; leaving them out makes this quick. */
    private String suggestion(String name) {
        int limit = name.length() / 3 + 1;
        return Suggestion.sentence(name, lists.stream().flatMap(list -> list.names().stream())
            .filter(known -> Math.abs(known.length() - name.length()) <= limit).toList());
    }
}

package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.debian.Dependency.Alternative;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/** The packages of one or more suites, asked as one: the newest version of a name wins, wherever it comes from. */
public final class PackageIndex {
    private final List<PackageList> lists;
    private final String shown;
    /** Read from the lists already; whoever follows dependencies asks for the same names again and again. */
    private final Map<String, List<DebianPackage>> byName = new HashMap<>();
    private final Map<String, List<DebianPackage>> byProvided = new HashMap<>();

    PackageIndex(List<PackageList> lists, String shown) {
        this.lists = List.copyOf(lists);
        this.shown = shown;
    }

    /**
     * The newest package of that name. A name that is only provided finds its provider, if there is exactly one.
     *
     * @throws Failure where there is none; names the nearest name that there is
     */
    public DebianPackage find(String name) throws Failure {
        Optional<DebianPackage> newest = newest(named(name));
        if (newest.isPresent()) {
            return newest.get();
        }
        List<DebianPackage> providers = newestOfEach(providing(name));
        if (providers.size() == 1) {
            return providers.get(0);
        }
        if (providers.size() > 1) {
            throw new Failure("'" + name + "' is a virtual package in " + shown + ", provided by "
                + providers.stream().map(DebianPackage::name).collect(Collectors.joining(", ")), "Name one of those.");
        }
        throw new Failure("there is no package '" + name + "' in " + shown,
            "Check the name, the suite and the components." + suggestion(name));
    }

    /**
     * Goes from a metapackage to the package that it stands for: the newest one that fulfils the first dependency
     * whose name matches. So {@code linux-image-cloud-amd64} with {@code linux-image-.*-cloud-amd64} is the kernel.
     *
     * @throws Failure where no dependency matches, or where nothing fulfils the one that does
     */
    public DebianPackage follow(String metapackage, Pattern dependencyName) throws Failure {
        DebianPackage from = find(metapackage);
        List<Alternative> matching = new ArrayList<>();
        for (Dependency dependency : from.depends()) {
            for (Alternative alternative : dependency.alternatives()) {
                if (dependencyName.matcher(alternative.name()).matches()) {
                    Optional<DebianPackage> found = fulfilling(alternative);
                    if (found.isPresent()) {
                        return found.get();
                    }
                    matching.add(alternative);
                }
            }
        }
        throw matching.isEmpty() ? noneMatches(from, dependencyName) : noneFulfils(from, matching);
    }

    /**
     * What would do for an alternative: the packages of that very name, newest first, then the newest of each that
     * provides it, the more important ones first and by name where they are equally so.
     */
    List<DebianPackage> candidates(Alternative wanted) throws Failure {
        List<DebianPackage> all = new ArrayList<>(named(wanted.name()).stream()
            .filter(candidate -> wanted.isSatisfiedBy(candidate.version()))
            .sorted(Comparator.comparing(DebianPackage::version).reversed()).toList());
        newestOfEach(providing(wanted.name())).stream()
            .filter(candidate -> !candidate.name().equals(wanted.name()) && provides(candidate, wanted))
            .sorted(Comparator.comparing((DebianPackage one) -> one.standing().rank())
                .thenComparing(DebianPackage::name)).forEach(all::add);
        return all;
    }

    /** What failures call it. */
    String shown() {
        return shown;
    }

    private Optional<DebianPackage> fulfilling(Alternative wanted) throws Failure {
        Optional<DebianPackage> real = newest(named(wanted.name()).stream()
            .filter(candidate -> wanted.isSatisfiedBy(candidate.version())).toList());
        return real.isPresent() ? real : newest(providing(wanted.name()).stream()
            .filter(candidate -> provides(candidate, wanted)).toList());
    }

    /** A name that is provided without a version fulfils only what asks for none (Debian Policy 7.5). */
    static boolean provides(DebianPackage candidate, Alternative wanted) {
        return candidate.provides().stream().flatMap(provided -> provided.alternatives().stream())
            .filter(provided -> provided.name().equals(wanted.name()))
            .anyMatch(provided -> provided.version().map(wanted::isSatisfiedBy).orElse(wanted.relation().isEmpty()));
    }

    private Failure noneMatches(DebianPackage from, Pattern dependencyName) {
        String has = from.depends().isEmpty() ? "it depends on nothing"
            : "it depends on " + from.depends().stream().map(Dependency::toString).collect(Collectors.joining(", "));
        return new Failure("the package '" + from.name() + "' " + from.version() + " has no dependency that matches "
            + dependencyName + "; " + has, "Name another pattern, or the package itself.");
    }

    private Failure noneFulfils(DebianPackage from, List<Alternative> matching) throws Failure {
        List<String> versions = new ArrayList<>();
        for (Alternative alternative : matching) {
            named(alternative.name()).forEach(found -> versions.add(found.name() + " " + found.version()));
        }
        String wanted = matching.stream().map(Alternative::toString).collect(Collectors.joining(" or "));
        return new Failure("the package '" + from.name() + "' " + from.version() + " needs " + wanted + ", but " + shown
            + (versions.isEmpty() ? " has no such package" : " has only " + String.join(", ", versions)),
            "Ask the security suite together with the main one; a mirror that is being updated heals within the hour.");
    }

    private synchronized List<DebianPackage> named(String name) throws Failure {
        List<DebianPackage> all = byName.get(name);
        if (all == null) {
            all = new ArrayList<>();
            for (PackageList list : lists) {
                all.addAll(list.named(name));
            }
            byName.put(name, List.copyOf(all));
        }
        return all;
    }

    private synchronized List<DebianPackage> providing(String name) throws Failure {
        List<DebianPackage> all = byProvided.get(name);
        if (all == null) {
            all = new ArrayList<>();
            for (PackageList list : lists) {
                all.addAll(list.providing(name));
            }
            byProvided.put(name, List.copyOf(all));
        }
        return all;
    }

    /** Of equal versions the first one wins, so the order of the archives is an order of preference. */
    private static Optional<DebianPackage> newest(List<DebianPackage> packages) {
        return packages.stream().reduce((best, next) -> next.version().compareTo(best.version()) > 0 ? next : best);
    }

    private static List<DebianPackage> newestOfEach(List<DebianPackage> packages) {
        return packages.stream().collect(Collectors.groupingBy(DebianPackage::name)).values().stream()
            .map(same -> newest(same).orElseThrow())
            .sorted(Comparator.comparing(DebianPackage::name)).toList();
    }

    /** Names of a much different length are never near; leaving them out makes this quick. */
    private String suggestion(String name) {
        int limit = name.length() / 3 + 1;
        return Suggestion.sentence(name, lists.stream().flatMap(list -> list.names().stream())
            .filter(known -> Math.abs(known.length() - name.length()) <= limit).toList());
    }
}

package org.rootbuild.debian;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.debian.Dependency.Alternative;
import org.rootbuild.problem.Failure;

/**
 * Finds packages with all that they need, in their newest versions (Debian Policy 7). Of alternatives that one is taken
 * that is there already, or else the first that does not conflict with what is there; of those that provide a virtual
 * package the most important one. It does not go back on a choice: where the first choice leads nowhere, a person names
 * another one. For one question.
 */
public final class DependencySolver {
    private static final String ARROW = " → ";

    private final PackageIndex index;
    private final Wishes wishes;
    private final Map<String, DebianPackage> chosen = new LinkedHashMap<>();
    private final Map<String, List<DebianPackage>> providers = new HashMap<>();
    private final Map<String, String> askedBy = new HashMap<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final List<String> choices = new ArrayList<>();

    /**
     * How far to go.
     *
     * @param recommended whether what is recommended comes along where it can
     * @param essential   whether essential packages come along when they are needed; those that are asked for always do
     * @param without     names that count as being there
     */
    public record Wishes(boolean recommended, boolean essential, Set<String> without) {
        /** All that is needed, nothing else. */
        public static final Wishes NEEDED = new Wishes(false, true, Set.of());

        public Wishes {
            without = Set.copyOf(without);
        }
    }

    public DependencySolver(PackageIndex index, Wishes wishes) {
        this.index = Objects.requireNonNull(index);
        this.wishes = Objects.requireNonNull(wishes);
    }

    /**
     * These and all that they need, what is needed before what needs it as far as that is possible.
     *
     * @param asked names, each with an exact version behind {@code =} if that matters
     * @throws Failure where something is missing, or two of them cannot be together; says who asked for it
     */
    public List<DebianPackage> solve(List<String> asked) throws Failure {
        List<DebianPackage> first = new ArrayList<>();
        for (String name : asked) {
            DebianPackage found = asked(name);
            first.add(found);
            choose(found, Optional.empty());
        }
        for (DebianPackage one : first) {
            follow(one);
        }
        checkConflicts();
        return new UnpackOrder(chosen.values(), this::thatDoes).order(first);
    }

    /** Which alternative or provider was taken where there was a choice, one sentence each. */
    public List<String> choices() {
        return List.copyOf(choices);
    }

    /** Essential packages that something needs and that were left out. */
    public Set<String> leftOut() {
        return Set.copyOf(leftOut);
    }

    private DebianPackage asked(String name) throws Failure {
        int sign = name.indexOf('=');
        if (sign < 0) {
            return index.find(name);
        }
        String bare = name.substring(0, sign);
        DebianVersion wanted = DebianVersion.parse(name.substring(sign + 1));
        Alternative exact = new Alternative(bare, Optional.of("="), Optional.of(wanted));
        return index.candidates(exact).stream().filter(one -> one.name().equals(bare)).findFirst()
            .orElseThrow(() -> new Failure("there is no " + bare + " in version " + wanted + " in " + index.shown(),
                "Leave the version away to take the newest one; mirrors keep no older ones."));
    }

    private void choose(DebianPackage found, Optional<DebianPackage> by) {
        if (chosen.putIfAbsent(found.name(), found) == null) {
            by.ifPresent(one -> askedBy.put(found.name(), one.name()));
            for (Dependency provided : found.provides()) {
                providers.computeIfAbsent(provided.alternatives().get(0).name(), name -> new ArrayList<>())
                    .add(found);
            }
        }
    }

    /** Something that a package needs, or at least recommends. */
    private record Need(Dependency dependency, DebianPackage by, boolean optional) {
    }

    /** What leaves no choice comes first, so that a choice is made with as much there as can be. */
    private void follow(DebianPackage first) throws Failure {
        Deque<Need> certain = new ArrayDeque<>();
        Deque<Need> open = new ArrayDeque<>();
        takeUp(first, certain, open);
        while (!certain.isEmpty() || !open.isEmpty()) {
            Need next = certain.isEmpty() ? open.poll() : certain.poll();
            Optional<DebianPackage> fresh = fulfil(next);
            if (fresh.isPresent()) {
                choose(fresh.get(), Optional.of(next.by));
                takeUp(fresh.get(), certain, open);
            }
        }
    }

    private void takeUp(DebianPackage one, Deque<Need> certain, Deque<Need> open) throws Failure {
        for (Dependency dependency : one.depends()) {
            (hasChoice(dependency) ? open : certain).add(new Need(dependency, one, false));
        }
        if (wishes.recommended()) {
            one.standing().recommends().forEach(dependency -> open.add(new Need(dependency, one, true)));
        }
    }

    private boolean hasChoice(Dependency dependency) throws Failure {
        Set<String> names = new LinkedHashSet<>();
        for (Alternative wanted : dependency.alternatives()) {
            index.candidates(wanted).forEach(one -> names.add(one.name()));
        }
        return names.size() > 1;
    }

    /** What must come along for it; empty where it is there already, or is not to come along. */
    private Optional<DebianPackage> fulfil(Need need) throws Failure {
        Dependency dependency = need.dependency;
        boolean isThere = dependency.alternatives().stream()
            .anyMatch(wanted -> wishes.without().contains(wanted.name()) || thatDoes(wanted).isPresent());
        if (isThere) {
            return Optional.empty();
        }
        List<DebianPackage> all = new ArrayList<>();
        for (Alternative wanted : dependency.alternatives()) {
            all.addAll(index.candidates(wanted));
        }
        List<DebianPackage> possible = all.stream().filter(one -> !chosen.containsKey(one.name())).toList();
        Optional<DebianPackage> best = possible.stream().filter(one -> conflict(one).isEmpty()).findFirst();
        if (best.isEmpty() && need.optional) {
            return Optional.empty();
        } else if (best.isEmpty()) {
            throw unfulfilled(dependency, need.by, possible);
        }
        if (best.get().standing().essential() && !wishes.essential()) {
            leftOut.add(best.get().name());
            return Optional.empty();
        }
        note(dependency, need.by, best.get(), possible);
        return best;
    }

    private void note(Dependency dependency, DebianPackage by, DebianPackage taken, List<DebianPackage> possible) {
        long names = possible.stream().map(DebianPackage::name).distinct().count();
        if (names > 1) {
            choices.add(by.name() + " needs " + dependency + ": " + taken.name() + " is taken");
        }
    }

    /** The package among the chosen ones that fulfils it. */
    private Optional<DebianPackage> thatDoes(Alternative wanted) {
        DebianPackage real = chosen.get(wanted.name());
        if (real != null && wanted.isSatisfiedBy(real.version())) {
            return Optional.of(real);
        }
        return providers.getOrDefault(wanted.name(), List.of()).stream()
            .filter(one -> PackageIndex.provides(one, wanted)).findFirst();
    }

    private Failure unfulfilled(Dependency dependency, DebianPackage by, List<DebianPackage> possible) {
        String found;
        Optional<DebianPackage> other = dependency.alternatives().stream().map(one -> chosen.get(one.name()))
            .filter(Objects::nonNull).findFirst();
        if (!possible.isEmpty()) {
            DebianPackage first = possible.get(0);
            found = first.name() + " conflicts with " + conflict(first).orElseThrow();
        } else if (other.isPresent()) {
            found = other.get().name() + " is taken in version " + other.get().version() + " ("
                + chain(other.get().name()) + ")";
        } else {
            found = index.shown() + " has none";
        }
        return new Failure(chain(by.name()) + " needs " + dependency + ", but " + found, possible.isEmpty()
            ? "Ask the suite that has it together with this one, or leave it out with without: ['"
                + dependency.alternatives().get(0).name() + "']."
            : "Name the package that you want instead, or leave one of them out with without:.");
    }

    /** With which of the chosen ones a package cannot be together. */
    private Optional<String> conflict(DebianPackage one) {
        return chosen.values().stream().filter(other -> !other.name().equals(one.name()))
            .filter(other -> forbids(one, other) || forbids(other, one)).map(DebianPackage::name).findFirst();
    }

    private static boolean forbids(DebianPackage one, DebianPackage other) {
        return one.standing().conflicts().stream().flatMap(conflict -> conflict.alternatives().stream())
            .anyMatch(unwanted -> unwanted.name().equals(other.name()) && unwanted.isSatisfiedBy(other.version())
                || PackageIndex.provides(other, unwanted));
    }

    private void checkConflicts() throws Failure {
        for (DebianPackage one : chosen.values()) {
            Optional<String> other = conflict(one);
            if (other.isPresent()) {
                throw new Failure("the packages " + one.name() + " (" + chain(one.name()) + ") and " + other.get()
                    + " (" + chain(other.get()) + ") cannot be together",
                    "Name another alternative, or leave one of them out with without:.");
            }
        }
    }

    private String chain(String name) {
        StringBuilder chain = new StringBuilder(name);
        for (String by = askedBy.get(name); by != null; by = askedBy.get(by)) {
            chain.insert(0, by + ARROW);
        }
        return chain.toString();
    }
}

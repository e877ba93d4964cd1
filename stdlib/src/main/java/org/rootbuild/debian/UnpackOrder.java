package org.rootbuild.debian;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rootbuild.debian.Dependency.Alternative;

/** Packages in the order in which they are unpacked: what is needed first. Circles, which Debian has, are cut. */
final class UnpackOrder {
    private final Collection<DebianPackage> all;
    private final Function<Alternative, Optional<DebianPackage>> fulfilling;

    /** @param fulfilling the one of these packages that does for an alternative */
    UnpackOrder(Collection<DebianPackage> all, Function<Alternative, Optional<DebianPackage>> fulfilling) {
        this.all = all;
        this.fulfilling = fulfilling;
    }

    private record Open(DebianPackage one, Iterator<DebianPackage> needs) {
    }

    List<DebianPackage> order(List<DebianPackage> first) {
        Set<DebianPackage> done = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        List<DebianPackage> beginnings = new ArrayList<>(first);
        beginnings.addAll(all);
        Deque<Open> open = new ArrayDeque<>();
        for (DebianPackage beginning : beginnings) {
            if (seen.add(beginning.name())) {
                open.push(new Open(beginning, needs(beginning)));
            }
            while (!open.isEmpty()) {
                Open top = open.peek();
                if (!top.needs.hasNext()) {
                    done.add(open.pop().one);
                    continue;
                }
                DebianPackage next = top.needs.next();
                if (seen.add(next.name())) {
                    open.push(new Open(next, needs(next)));
                }
            }
        }
        return List.copyOf(done);
    }

    private Iterator<DebianPackage> needs(DebianPackage one) {
        return one.depends().stream().flatMap(dependency -> dependency.alternatives().stream()
            .map(fulfilling).flatMap(Optional::stream).limit(1)).iterator();
    }
}

package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rootbuild.problem.Failure;

/** The source packages of one verified list. */
record SourceList(ListFile list) {
    Set<String> names() {
        return list.names();
    }

    /** All source packages of that name, in any version. */
    List<SourcePackage> named(String name) throws Failure {
        List<SourcePackage> packages = new ArrayList<>();
        for (Stanza stanza : list.named(name)) {
            packages.add(SourcePackage.of(stanza, list.archive(), list.shown()));
        }
        return packages;
    }

    /** The names of the source packages that a binary package of that name is built from. */
    List<String> building(String binaryName) throws Failure {
        return list.alsoNamed(binaryName).stream().flatMap(stanza -> stanza.field("Package").stream()).toList();
    }
}

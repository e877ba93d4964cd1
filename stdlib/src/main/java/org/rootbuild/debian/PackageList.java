package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rootbuild.problem.Failure;

/** The binary packages of one verified list. */
record PackageList(ListFile list) {
    Set<String> names() {
        return list.names();
    }

    /** All packages of that name, in any version. */
    List<DebianPackage> named(String name) throws Failure {
        return packages(list.named(name));
    }

    /** All packages that provide that name. */
    List<DebianPackage> providing(String name) throws Failure {
        return packages(list.alsoNamed(name));
    }

    private List<DebianPackage> packages(List<Stanza> stanzas) throws Failure {
        List<DebianPackage> packages = new ArrayList<>();
        for (Stanza stanza : stanzas) {
            packages.add(DebianPackage.of(stanza, list.archive(), list.shown()));
        }
        return packages;
    }
}

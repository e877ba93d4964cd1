package org.rootbuild.extension;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One extension that is to be loaded.
 *
 * @param name  with the kernel's version in it
 * @param found what its file's bytes give, as the repository states it too; empty where the file is made in the same
 *              run, so that nothing is known of it yet
 * @param needs what its {@code .dep} file names, as it is written there
 */
public record Extension(ExtensionName name, Optional<RepositoryFiles.Found> found, List<ExtensionName> needs) {
    public Extension {
        Objects.requireNonNull(name);
        Objects.requireNonNull(found);
        needs = List.copyOf(needs);
    }
}

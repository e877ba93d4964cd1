package org.rootbuild.extension;

import java.util.Optional;

/** Where nothing is but what the recipe makes itself. */
public record NoRepository() implements RepositoryFiles {
    @Override
    public Optional<String> text(String file) {
        return Optional.empty();
    }

    @Override
    public Found find(ExtensionName name, String md5) {
        throw new IllegalStateException("nothing said that " + name + " is here");
    }

    @Override
    public String shown() {
        return "of this recipe's own extensions";
    }
}

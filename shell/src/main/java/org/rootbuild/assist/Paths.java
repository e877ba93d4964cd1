package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths inside of roots. */
final class Paths {
    /** A list of more is no help. */
    private static final int MOST = 1000;

    private final Vocabulary vocabulary;

    Paths(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** What a path may go on to; relative ones are those of programs, of which nobody knows the folder. */
    List<Suggestion> inRoot(String word, Optional<String> named) {
        return root(named).map(root -> in(root, word.isEmpty() ? "/" : word, "")).orElse(List.of());
    }

    /** What a path may go on to, in the root at hand, or in the one that is named before a colon. */
    List<Suggestion> inRoot(String word) {
        int colon = word.indexOf(":/");
        if (colon > 0) {
            return in(word.substring(0, colon), word.substring(colon + 1), word.substring(0, colon + 1));
        }
        List<Suggestion> found = new ArrayList<>();
        root(Optional.empty()).ifPresent(root -> found.addAll(in(root, word.isEmpty() ? "/" : word, "")));
        if (vocabulary.roots().size() > 1 && !word.startsWith("/")) {
            vocabulary.roots().forEach(root -> found.add(new Suggestion(root.name() + ":/", root.name() + ":/",
                root.about(), false, "roots")));
        }
        return found;
    }

    /** The root that paths are of: the one named nearby, else the one at hand, else the only one. */
    Optional<String> root(Optional<String> named) {
        return named.or(vocabulary::currentRoot).or(() -> vocabulary.roots().size() == 1
            ? Optional.of(vocabulary.roots().get(0).name()) : Optional.empty());
    }

    List<Suggestion> in(String root, String path, String prefix) {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || !path.startsWith("/")) {
            return List.of();
        }
        String folder = path.substring(0, slash + 1);
        return vocabulary.files(root, folder).stream().filter(file -> file.name().startsWith(path.substring(slash + 1)))
            .limit(MOST).map(file -> new Suggestion(prefix + folder + file.name(), file.name(), file.about(),
                !file.name().endsWith("/"), "files of " + root)).toList();
    }
}

package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the files of specifications. */
final class SpecFiles {
    private static final int DEEPEST = 32;

    private final Function<Path, String> shown;

    /** @param shown a path as a person would type it */
    SpecFiles(Function<Path, String> shown) {
        this.shown = shown;
    }

    /**
     * By the folder that they are in, sorted.
     *
     * @param place a recipe, a specification, or a folder
     * @throws SpecErrors where there are none
     */
    Map<Path, List<Path>> find(Path place) throws IOException {
        Map<Path, List<Path>> files = new TreeMap<>();
        if (Files.isDirectory(place)) {
            Files.walkFileTree(place, Set.of(), DEEPEST, new Walk(place, files));
        } else if (RecipeUnderTest.isSpec(place)) {
            files.put(place.getParent(), new ArrayList<>(List.of(place)));
        } else {
            List<Path> beside = RecipeUnderTest.specsOf(place);
            if (!beside.isEmpty()) {
                files.put(place.getParent(), beside);
            }
        }
        files.values().forEach(some -> some.sort(null));
        if (files.isEmpty()) {
            throw none(place);
        }
        return files;
    }

    /** Everything below a folder but what is hidden; what this user may not read is passed over. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path begin;
        private final Map<Path, List<Path>> files;

        Walk(Path begin, Map<Path, List<Path>> files) {
            this.begin = begin;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(begin) && folder.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (RecipeUnderTest.isSpec(file)) {
                files.computeIfAbsent(file.getParent(), folder -> new ArrayList<>()).add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }
    }

    private SpecErrors none(Path place) {
        boolean folder = Files.isDirectory(place);
        String name = folder ? "" : RecipeUnderTest.base(place).replaceAll("[^A-Za-z0-9]", "");
        String type = name.isEmpty() ? "RecipeNameSpec" : name.substring(0, 1).toUpperCase(Locale.ROOT)
            + name.substring(1) + "Spec";
        return new SpecErrors("there is no specification " + (folder ? "in " + shown.apply(place) + " or below"
            : "beside " + shown.apply(place)), "Write one into " + (folder ? "a file whose name ends in Spec.groovy"
            : type + ".groovy") + ", beside " + (folder ? "its recipe" : "it") + ":\n\n"
            + "    import org.rootbuild.testing.RecipeSpec\n\n    class " + type + " extends RecipeSpec {\n"
            + "        def 'it is in order'() {\n            expect:\n            recipe.name == '…'\n        }\n    }",
            List.of());
    }
}

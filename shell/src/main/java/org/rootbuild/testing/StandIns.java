package org.rootbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.codec.Codec;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Pin;

/** What stands in for the sources of a recipe, and what the person's own store has of them. */
final class StandIns {
    private final Store own;
    private final Path journal;
    private final ThrowAway place;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private Optional<Object> others = Optional.empty();
    private Optional<Recipe> recipe = Optional.empty();

    /** @param journal of the person's own builds of the recipe, whether or not it exists */
    StandIns(Store own, Path journal, ThrowAway place) {
        this.own = own;
        this.journal = journal;
        this.place = place;
    }

    void give(String name, Object content) {
        given.put(name, content);
    }

    void giveOthers(Object content) {
        others = Optional.of(content);
    }

    /** @throws AssertionError where something stands in for a source that the recipe does not have */
    void use(Recipe model) {
        recipe = Optional.of(model);
        List<String> names = sources(model).stream().map(Node.Source::name).toList();
        for (String name : given.keySet()) {
            long fitting = names.stream().filter(source -> isCalled(source, name)).count();
            if (fitting != 1) {
                throw new AssertionError("the recipe '" + model.name() + "' has " + (fitting == 0 ? "no source '"
                    : "several sources '") + name + "'." + Suggestion.sentence(name, names) + " It has "
                    + String.join(", ", names) + ".");
            }
        }
    }

    private static List<Node.Source> sources(Recipe model) {
        return model.nodes().stream().filter(Node.Source.class::isInstance).map(Node.Source.class::cast).toList();
    }

    /** A specification may leave out who brings it: {@code gcc-12} for {@code debian:gcc-12}. */
    private static boolean isCalled(String source, String name) {
        return source.equals(name) || source.endsWith(":" + name);
    }

    /** The name of the source that asks this of this provider. */
    String name(String provider, Fields request) {
        return sources(recipe.orElseThrow()).stream()
            .filter(source -> source.provider().equals(provider) && source.request().equals(request))
            .map(Node.Source::name).findFirst().orElse(provider);
    }

    /** The file that stands in for it. */
    Optional<Path> given(String provider, Fields request) throws IOException {
        String name = name(provider, request);
        for (Map.Entry<String, Object> one : given.entrySet()) {
            if (isCalled(name, one.getKey())) {
                return Optional.of(file(name, one.getValue()));
            }
        }
        boolean brought = !provider.equals("host") && !provider.equals("local");
        return others.isPresent() && brought ? Optional.of(file(name, others.get())) : Optional.empty();
    }

    private Path file(String name, Object content) throws IOException {
        Path known = files.get(name);
        if (known == null) {
            known = place.file(content);
            files.put(name, known);
        }
        return known;
    }

    /** A file that is not there, whose name says so to whoever opens it. */
    Path missing(String name) {
        return place.folder().resolve("the specification gives no file for " + name.replace('/', ':'));
    }

    /** What stands for a source that is not given: as long as the recipe asks for the same, it is the same. */
    static String digest(String provider, Fields request) {
        byte[] asked = Codec.encode(Fields.builder().text("provider", provider).group("request", request.significant())
            .build());
        return Digests.hex(asked);
    }

    /** What the person's own build of the recipe found a source to be. */
    Optional<Pin> remembered(String provider, Fields request) throws IOException {
        JournalState known = Journal.read(journal);
        String asked = Digests.hex(Codec.encode(request.significant()));
        return known.pin(name(provider, request)).filter(entry -> entry.request().equals(asked))
            .map(entry -> new Pin(entry.sha256(), entry.sizeBytes(), entry.about(), entry.locations(),
                Optional.empty()));
    }

    /** Takes the file from the person's own store, if it is there. */
    boolean borrow(String sha256, Path target) throws IOException {
        Optional<Path> file = own.verifiedSource(sha256);
        if (file.isPresent()) {
            link(file.get(), target);
        }
        return file.isPresent();
    }

    /** Gives the person's own store what was brought, so that it is not brought again; if it is what it should be. */
    void lend(String sha256, Path brought) throws IOException {
        if (Digests.ofFile(brought).equals(sha256)) {
            Path other = place.freshFile();
            link(brought, other);
            own.addSource(sha256, other);
        }
    }

    private static void link(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException elsewhere) {
            Files.copy(file, target);
        }
    }

    /** The SHA-256 that stands for a source where nothing is built. */
    String supposed(Node.Source source) {
        for (Map.Entry<String, Object> one : given.entrySet()) {
            if (isCalled(source.name(), one.getKey())) {
                return Digests.hex(String.valueOf(one.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return digest(source.provider(), source.request());
    }
}

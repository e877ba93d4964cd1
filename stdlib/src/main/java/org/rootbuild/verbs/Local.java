package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** {@code local}: a file or folder that lies beside the recipe. */
public final class Local implements Verb.OnSource {
    static final String PATH = "path";

    @Doc(value = "A file or folder on this host, named relative to the recipe's folder. It is digested each time the"
        + " recipe is"
        + " planned, so what uses it runs again when it changes.",
        examples = "copy local('files/rootfs'), '/'")
    public static SourceRef local(RecipeScript self, String path) {
        if (path.isBlank()) {
            self.problem("a local file needs a path", "Name a file or folder, relative to the recipe.");
        }
        return self.declareSharedSource(shown(path), Local.class, Fields.builder().text(PATH, path).build());
    }

    /** What the source of that path is called. */
    static String shown(String path) {
        return "local:" + path.replace('/', ':');
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) throws IOException {
        Path path = context.recipeFolder().resolve(request.text(PATH));
        if (!Files.exists(path)) {
            throw new Failure("there is no " + path + ", which the recipe calls local('" + request.text(PATH) + "')",
                "Put the file there, or correct the path; it is relative to " + context.recipeFolder() + ".");
        }
        Path real = path.toRealPath();
        if (Files.isDirectory(real)) {
            return Optional.of(new Pin(listing(real), -1, request.text(PATH), List.of(), Optional.of(real)));
        }
        if (!Files.isRegularFile(real)) {
            throw new Failure(path + " is neither a file nor a folder", "Name a plain file or a folder.");
        }
        return Optional.of(new Pin(Digests.ofFile(real), Files.size(real), request.text(PATH), List.of(),
            Optional.of(real)));
    }

    /** Names, kinds, modes, links and contents; owners and times differ from host to host and are not part of it. */
    private static String listing(Path folder) throws IOException {
        StringBuilder listing = new StringBuilder();
        List<Entry> entries = new FolderTree(folder).entries().toList();
        for (Entry entry : entries) {
            listing.append(entry.letter()).append(' ').append(entry.attributes().mode()).append(' ')
                .append(entry.path().length()).append(' ').append(entry.path());
            if (entry instanceof Entry.PlainFile file) {
                listing.append(' ').append(Digests.ofFile(folder.resolve(file.path())));
            } else if (entry instanceof Entry.Symlink link) {
                listing.append(' ').append(link.target().length()).append(' ').append(link.target());
            }
            listing.append('\n');
        }
        return Digests.hex(listing.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException {
        return pinned(request, context).orElseThrow();
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context) {
        throw new IllegalStateException("a local file is used where it lies");
    }
}

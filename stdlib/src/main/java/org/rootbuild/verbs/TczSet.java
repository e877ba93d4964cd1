package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.extension.Extension;
import org.rootbuild.extension.ExtensionList;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.extension.ExtensionResolver;
import org.rootbuild.extension.NoRepository;
import org.rootbuild.extension.Repository;
import org.rootbuild.extension.RepositoryFiles;
import org.rootbuild.extension.RepositoryFolder;
import org.rootbuild.extension.RepositoryMirror;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/**
 * Extensions with all that they need. The source's own file is their list, with the SHA-256 of each; the extensions lie
 * beside it in the store. A repository vouches for nothing but MD5 sums, so the SHA-256 is that of what came the first
 * time, and what comes later must be the same.
 */
public final class TczSet implements Verb.OnSource {
    /** A server is asked for so many small files at once. */
    private static final int THREADS = 8;

    @Override
    public String name() {
        return "tczSet";
    }

    /** A folder of this host is looked at each time, as everything that is local; so is what the recipe makes. */
    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) throws IOException {
        Optional<Repository> repository = TczRepository.repository(request, context.recipeFolder());
        if (repository.isPresent() && !repository.get().isLocal()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pin(request, repository, onHost(request, repository)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("reading a repository was interrupted", "Run again.", interrupted);
        }
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
        Optional<Repository> repository = TczRepository.repository(request, context.recipeFolder());
        ExtensionList list = list(request, repository, context);
        keep(list, context);
        return pin(request, repository, list);
    }

    private static ExtensionList list(Fields request, Optional<Repository> repository, SourceContext context)
        throws IOException, InterruptedException {
        if (repository.isEmpty() || repository.get().isLocal()) {
            return onHost(request, repository);
        }
        DebianLookup.requireNetwork("the extension '" + TczRepository.asked(request).get(0) + "'", context);
        Path scratch = context.temporary();
        try (Fetcher fetcher = Network.fetcher(context.host())) {
            RepositoryFiles files = new RepositoryMirror(repository.get(), fetcher, new TczShelf(context), scratch,
                context.activity());
            return resolved(request, files);
        } finally {
            clear(scratch);
        }
    }

    private static ExtensionList onHost(Fields request, Optional<Repository> repository)
        throws IOException, InterruptedException {
        if (repository.isEmpty()) {
            return resolved(request, new NoRepository());
        }
        Path folder = Path.of(repository.get().folder());
        if (!Files.isDirectory(folder)) {
            throw new Failure("there is no folder " + folder + ", which the recipe calls a repository",
                "Put the extensions there, or correct the path; it is relative to the recipe's folder.");
        }
        return resolved(request, new RepositoryFolder(folder));
    }

    private static ExtensionList resolved(Fields request, RepositoryFiles files)
        throws IOException, InterruptedException {
        return new ExtensionResolver(files, TczRepository.kernel(request), THREADS)
            .resolve(TczRepository.asked(request), TczRepository.made(request));
    }

    private static Pin pin(Fields request, Optional<Repository> repository, ExtensionList list) {
        byte[] text = list.text().getBytes(StandardCharsets.UTF_8);
        int others = list.extensions().size() - TczRepository.asked(request).size();
        String about = String.join(" ", TczRepository.asked(request).stream().map(ExtensionName::bare).toList())
            + (others > 0 ? " and " + others + " more that are needed" : "");
        return new Pin(Digests.hex(text), text.length, about, repository.map(from -> from.folder().toString()).stream()
            .toList(), Optional.empty());
    }

    @Override
    public boolean isWhole(Path pinned, SourceContext context) throws IOException {
        return found(ExtensionList.read(pinned)).map(RepositoryFiles.Found::sha256).allMatch(context::has);
    }

    private static Stream<RepositoryFiles.Found> found(ExtensionList list) {
        return list.extensions().stream().flatMap(one -> one.found().stream());
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
        Optional<Repository> repository = TczRepository.repository(request, context.recipeFolder());
        Optional<Path> kept = context.stored(pin.sha256());
        ExtensionList list = kept.isPresent() ? ExtensionList.read(kept.get()) : list(request, repository, context);
        if (!Digests.hex(list.text().getBytes(StandardCharsets.UTF_8)).equals(pin.sha256())) {
            throw new Failure("the repository" + repository.map(from -> " " + from.folder()).orElse("")
                + " has other extensions than when they were looked up, and the list of those is gone from the store",
                "Run again with --refresh to take what is there now.");
        }
        ListedFiles.bring(list.extensions().stream().filter(one -> one.found().isPresent())
            .map(one -> listed(one, repository.orElseThrow())).toList(), context);
        Files.writeString(target, list.text());
    }

    private static ListedFiles.Listed listed(Extension one, Repository repository) {
        String file = one.name().file();
        RepositoryFiles.Found found = one.found().orElseThrow();
        return new ListedFiles.Listed(file, List.of(repository.locate(file)), found.sha256(), found.sizeBytes());
    }

    /** The list is kept at once: a repository has no older ones. */
    private static void keep(ExtensionList list, SourceContext context) throws IOException {
        Path scratch = context.temporary();
        try {
            Path file = Files.writeString(scratch.resolve("list"), list.text());
            context.store(Digests.ofFile(file), file);
        } finally {
            clear(scratch);
        }
    }

    /** A folder with nothing but files in it. */
    static void clear(Path scratch) throws IOException {
        try (var files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(scratch);
    }
}

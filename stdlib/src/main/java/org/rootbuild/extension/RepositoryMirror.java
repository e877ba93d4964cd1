package org.rootbuild.extension;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchProblem;
import org.rootbuild.fetch.Fetcher;

/**
 * A repository behind HTTP. What it brings goes to the shelf, so that an extension is brought once, whichever recipe
 * asks for it.
 *
 * @param scratch an existing folder for small files under way
 */
public record RepositoryMirror(Repository repository, Fetcher fetcher, ExtensionShelf shelf, Path scratch,
                               Activity activity) implements RepositoryFiles {
    public RepositoryMirror {
        Objects.requireNonNull(repository);
    }

    @Override
    public Optional<String> text(String file) throws IOException, InterruptedException {
        Path target = Files.createTempFile(scratch, "text", "");
        try {
            fetcher.fetch(new Download(file, where(file), Optional.empty(), OptionalLong.empty(), TEXT_LIMIT_BYTES),
                target, activity);
            return Optional.of(new String(Files.readAllBytes(target), StandardCharsets.UTF_8));
        } catch (FetchFailure failure) {
            if (failure.problems().stream().allMatch(problem -> problem.kind() == FetchProblem.Kind.NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure;
        } finally {
            Files.deleteIfExists(target);
        }
    }

    @Override
    public Found find(ExtensionName name, String md5) throws IOException, InterruptedException {
        Optional<Found> kept = shelf.find(md5);
        if (kept.isPresent()) {
            return kept.get();
        }
        Path growing = shelf.growing(md5);
        fetcher.fetch(new Download(name.file(), where(name.file()), Optional.empty(), OptionalLong.empty(),
            Download.DEFAULT_LIMIT_BYTES), growing, activity);
        Found found = FileSums.of(growing);
        if (found.md5().equals(md5)) {
            shelf.add(found, growing);
        } else {
            Files.delete(growing);
        }
        return found;
    }

    private List<URI> where(String file) {
        return List.of(repository.locate(file));
    }

    @Override
    public String shown() {
        return repository.folder().toString();
    }
}

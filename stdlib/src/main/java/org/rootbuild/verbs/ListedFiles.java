package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchProblem;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.fetch.SideBySide;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.SourceContext;

/** The files that a source which is a list consists of; they lie beside the list in the store. */
final class ListedFiles {
    /** Few, because they are large, and mirrors do not like more. */
    private static final int AT_ONCE = 4;

    /** One of them: what a person calls it, where it may be found, and what it must be. */
    record Listed(String name, List<URI> locations, String sha256, long sizeBytes) {
        Listed {
            locations = List.copyOf(locations);
        }
    }

    private ListedFiles() {
    }

    /** Brings those into the store that are not there. */
    static void bring(List<Listed> files, SourceContext context) throws IOException, InterruptedException {
        List<Listed> missing = files.stream().filter(one -> !context.has(one.sha256())).distinct().toList();
        try (Fetcher fetcher = Network.fetcher(context.host())) {
            new SideBySide(AT_ONCE).all(missing, one -> bring(one, fetcher, context));
        }
    }

    private static Path bring(Listed one, Fetcher fetcher, SourceContext context)
        throws IOException, InterruptedException {
        Path growing = context.downloads().resolve("part-" + one.sha256());
        try {
            fetcher.fetch(new Download(one.name(), one.locations(), Optional.of(one.sha256()),
                OptionalLong.of(one.sizeBytes()), Math.max(1, one.sizeBytes())), growing, context.activity());
        } catch (FetchFailure failure) {
            throw isGone(failure) ? gone(one, failure) : failure;
        }
        return context.store(one.sha256(), growing);
    }

    private static boolean isGone(FetchFailure failure) {
        return failure.problems().stream().allMatch(problem -> problem.kind() == FetchProblem.Kind.NOT_FOUND
            || problem.kind() == FetchProblem.Kind.WRONG_DIGEST || problem.kind() == FetchProblem.Kind.WRONG_SIZE);
    }

    /** Mirrors keep only the newest of each. */
    private static Failure gone(Listed one, FetchFailure failure) {
        return new Failure(failure.getMessage() + "; it is not what it was when it was looked up",
            "Run again with --refresh to take what is there now.", failure);
    }
}

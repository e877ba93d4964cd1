package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.rootbuild.debian.DebianArchive;
import org.rootbuild.debian.SignedRelease;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.language.SourceRef;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** The state of a suite at the time when it was looked up: its signed release file. */
public final class DebianRelease implements Verb.OnSource {
    static SourceRef declare(DebianSuite suite) {
        return suite.script().declareSharedSource("debian:" + suite.suite().replace('/', ':') + " release",
            DebianRelease.class, Fields.builder().text("suite", suite.suite())
                .hint("components", new Value.ListOf(List.of(new Value.Text("main"))))
                .hint("architecture", new Value.Text(suite.architecture()))
                .hint("mirror", new Value.Text(suite.mirror())).build());
    }

    @Override
    public String name() {
        return "debianRelease";
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) {
        return Optional.empty();
    }

    /** The file is kept at once, because mirrors have it only until the archive changes. */
    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
        DebianLookup.requireNetwork("the suite '" + request.text("suite") + "'", context);
        DebianArchive archive = DebianLookup.archive(request, context);
        return DebianLookup.ask(context, (resolver, scratch) -> {
            Path file = scratch.resolve("InRelease");
            try {
                SignedRelease release = resolver.release(archive, file, context.activity());
                String sha256 = Digests.ofFile(file);
                long sizeBytes = Files.size(file);
                context.store(sha256, file);
                return new Pin(sha256, sizeBytes, request.text("suite") + " of "
                    + release.date().atOffset(ZoneOffset.UTC).toLocalDate(),
                    archive.releaseLocations().stream().map(URI::toString).toList(), Optional.empty());
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
        try {
            Source.fetch(pin, "InRelease of " + request.text("suite"), target, context);
        } catch (FetchFailure failure) {
            if (failure.problems().stream().anyMatch(problem -> problem.kind() == Kind.WRONG_DIGEST)) {
                throw new Failure("the archive of '" + request.text("suite") + "' has changed since it was looked up,"
                    + " and mirrors keep only the newest state", "Run again with --refresh to take what is there now.",
                    failure);
            }
            throw failure;
        }
    }
}

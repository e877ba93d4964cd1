package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/**
 * A source provider for which a specification may stand in. What it does not give is, for real, what the person's own
 * store has or the provider brings; with programs that are answered by a script it is known by what the recipe asks
 * for, and missed only by a step that opens it.
 */
record SpecSource(Verb.OnSource real, StandIns sources, boolean forReal) implements Verb.OnSource {
    private static final String LOCAL = "local";
    private static final String HOST = "host";

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public int version() {
        return real.version();
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) throws IOException {
        Optional<Path> given = sources.given(real.name(), request);
        if (given.isPresent()) {
            return Optional.of(new Pin(Digests.ofFile(given.get()), Files.size(given.get()), "a stand-in", List.of(),
                given));
        } else if (forReal || real.name().equals(LOCAL)) {
            Optional<Pin> known = real.pinned(request, context);
            return known.isPresent() ? known : sources.remembered(real.name(), request);
        } else if (real.name().equals(HOST)) {
            return Optional.of(new Pin(StandIns.digest(real.name(), request), -1, "this host", List.of(),
                Optional.of(Path.of("/"))));
        }
        return Optional.of(new Pin(StandIns.digest(real.name(), request), -1, "not given", List.of(),
            Optional.of(sources.missing(sources.name(real.name(), request)))));
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
        Optional<Pin> known = pinned(request, context);
        return known.isPresent() ? known.get() : real.resolve(request, context);
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
        throws IOException, InterruptedException {
        if (sources.borrow(pin.sha256(), target)) {
            return;
        } else if (!forReal) {
            throw new Failure("the specification gives no file for '" + sources.name(real.name(), request) + "'",
                "Say what stands in for it: source '…', tarball(…).");
        }
        real.fetch(pin, request, target, context);
        sources.lend(pin.sha256(), target);
    }
}

package org.rootbuild.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.model.Fields;

/** Finds out what exactly a source is, and brings it. */
public interface SourceProvider {
    /**
     * What the request stands for, found without the network; empty where only {@link #resolve} can tell. Must be
     * quick.
     *
     * @throws IOException when a local file that it names cannot be read
     */
    Optional<Pin> pinned(Fields request, SourceContext context) throws IOException;

    /** What the request stands for now, as something that is trusted says. */
    Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException;

    /**
     * Whether the store holds all that the source consists of. One that is a list of files, each of which the provider
     * {@link SourceContext#store stores} by its digest, looks for them here; must be quick.
     *
     * @param pinned the pinned file itself, which is there
     */
    default boolean isWhole(Path pinned, SourceContext context) throws IOException {
        return true;
    }

    /**
     * Writes the pinned file to {@code target}, which does not exist yet. A provider whose sources live on this host
     * answers {@link Pin#inPlace} and is never asked for this. What {@link #isWhole} misses is stored again by this.
     */
    void fetch(Pin pin, Fields request, Path target, SourceContext context) throws IOException, InterruptedException;
}

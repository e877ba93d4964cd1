package org.rootbuild.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.event.Activity;

/** What a source provider is given. */
public interface SourceContext {
    Activity activity();

    Host host();

    /** The folder of the recipe, which relative names are relative to. */
    Path recipeFolder();

    /** A verified file that the store holds, such as a package index brought before. */
    Optional<Path> stored(String sha256) throws IOException;

    /** Whether the store holds a file of that digest; its bytes are not looked at. */
    boolean has(String sha256);

    /** Moves a file, whose digest was just verified, into the store, and answers where it is now. */
    Path store(String sha256, Path verified) throws IOException;

    /** A folder for what is being downloaded; it outlives the process, so that a download can go on. */
    Path downloads() throws IOException;

    /** A new empty folder for this process alone, on the disk of the store; the caller removes it. */
    Path temporary() throws IOException;
}

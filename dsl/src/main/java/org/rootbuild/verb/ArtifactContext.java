package org.rootbuild.verb;

import java.nio.file.Path;

/** What the step of an artifact is given. */
public interface ArtifactContext extends StepContext {
    /** The file to make. It does not exist yet; it becomes the artifact when the step ends well. */
    Path output();
}

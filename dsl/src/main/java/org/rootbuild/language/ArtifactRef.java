package org.rootbuild.language;

import java.util.Objects;
import org.rootbuild.model.Value;

/** Points at the artifact of that name in the same recipe, which may be declared further down. */
@Words
public record ArtifactRef(String name) implements Reference {
    public ArtifactRef {
        Objects.requireNonNull(name);
    }

    @Override
    public Value.Ref value() {
        return new Value.Ref(Value.RefKind.ARTIFACT, name);
    }

    /** Its name, so that a text may mention it. */
    @Override
    public String toString() {
        return name;
    }
}

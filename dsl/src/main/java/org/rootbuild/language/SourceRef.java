package org.rootbuild.language;

import java.util.Objects;
import org.rootbuild.model.Value;

/** Points at the source of that name in the same recipe, which may be declared further down. */
@Words
public record SourceRef(String name) implements Reference {
    public SourceRef {
        Objects.requireNonNull(name);
    }

    @Override
    public Value.Ref value() {
        return new Value.Ref(Value.RefKind.SOURCE, name);
    }

    /** Its name, so that a text may mention it. */
    @Override
    public String toString() {
        return name;
    }
}

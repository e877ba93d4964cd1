package org.rootbuild.language;

import java.util.Objects;
import org.rootbuild.model.Value;

/** Points at the root of that name in the same recipe, which may be declared further down. */
@Words
public record RootRef(String name) implements Reference, Base {
    public RootRef {
        Objects.requireNonNull(name);
    }

    @Override
    public Value.Ref value() {
        return new Value.Ref(Value.RefKind.ROOT, name);
    }

    /** Its name, so that a text may mention it. */
    @Override
    public String toString() {
        return name;
    }
}

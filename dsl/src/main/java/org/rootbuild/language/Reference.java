package org.rootbuild.language;

import org.rootbuild.model.Value;

/** What a recipe holds of a thing that it declares. */
@Words
public sealed interface Reference permits SourceRef, RootRef, ArtifactRef {
    String name();

    Value.Ref value();
}

package org.rootbuild.language.sample;

import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Verb;

/** A verb that makes an artifact. */
public final class TarVerb implements Verb.OnArtifact {
    @Override
    public String name() {
        return "tar";
    }

    public static void tar(ArtifactSpec artifact, RootRef root) {
        artifact.make(TarVerb.class, Fields.builder().put("root", root.value()).build());
    }

    public static void tar(ArtifactSpec artifact, ArtifactRef other) {
        artifact.make(TarVerb.class, Fields.builder().put("artifact", other.value()).build());
    }

    @Override
    public void make(ArtifactContext context) {
    }
}

package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code checksum}: what another artifact's bytes must give. */
public final class Checksum implements Verb.OnArtifact {
    private static final String FILE = "file";
    private static final String CALLED = "called";

    @Doc(value = "Writes the SHA-256 of an artifact with its name, as 'sha256sum -c' takes it.",
        examples = "artifact('disk.img.zst.sha256') { checksum artifact('disk.img.zst') }")
    public static void checksum(ArtifactSpec self, ArtifactRef artifact) {
        self.make(Checksum.class, Fields.builder().put(FILE, artifact.value()).text(CALLED, artifact.name()).build());
    }

    @Override
    public String name() {
        return "checksum";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Value.Ref file = context.arguments().ref(FILE);
        Files.writeString(context.output(), Digests.ofFile(context.artifact(file)) + "  "
            + context.arguments().text(CALLED) + "\n");
    }
}

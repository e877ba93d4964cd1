package org.rootbuild.command.sample;

import java.io.IOException;
import java.nio.file.Files;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Verb;

/** {@code text}: an artifact that holds a text. */
public final class Text implements Verb.OnArtifact {
    public static void text(ArtifactSpec self, String text) {
        self.make(Text.class, Fields.builder().text("text", text).build());
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        String text = context.arguments().text("text");
        context.activity().progress("writing", text.length(), text.length());
        Files.writeString(context.output(), text);
    }
}

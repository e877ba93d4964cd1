package org.rootbuild.command.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code needs}: a step that fails as long as a file of the host is missing; each try takes a line off that file. */
public final class Needs implements Verb.OnPass {
    public static void needs(PassSpec self, String file) {
        self.step(Needs.class, Fields.builder().text("file", file).build());
    }

    @Override
    public String name() {
        return "needs";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Path file = Path.of(context.arguments().text("file"));
        context.activity().log("looking for " + file.getFileName());
        if (file.endsWith("tool")) {
            throw new HostLacks("the tool is missing", "Install it.");
        }
        if (!Files.exists(file)) {
            throw new Failure(file.getFileName() + " is missing", "Put it there.");
        }
        String left = Files.readString(file);
        if (!left.isEmpty()) {
            Files.writeString(file, left.substring(1));
            throw new Failure(file.getFileName() + " is not ready", "Try again.");
        }
    }
}

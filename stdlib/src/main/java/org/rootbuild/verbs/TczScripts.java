package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.extension.ExtensionInstaller;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** Runs the start-up scripts of extensions in the root, as loading them at boot would. */
public final class TczScripts implements Verb.OnPass {
    static void record(PassSpec pass, TczTaken taken) {
        pass.step(TczScripts.class, taken.into(ProgramStep.begin(pass, Options.of(Map.of())))
            .text(ProgramStep.FOLDER, "/").build());
    }

    @Override
    public String name() {
        return "tczScripts";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Programs programs = new Programs(context);
        for (ExtensionName name : TczTaken.names(context)) {
            String script = TreePath.shown(ExtensionInstaller.mark(name));
            // Empty ones are marks.
            programs.run(List.of("sh", "-c", "[ ! -s \"$1\" ] || exec sh \"$1\"", "sh", script), "/");
        }
    }
}

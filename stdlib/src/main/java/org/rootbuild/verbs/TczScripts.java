package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.extension.Extension;
import org.rootbuild.extension.ExtensionInstaller;
import org.rootbuild.extension.ExtensionList;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** Runs the start-up scripts of extensions in the root, as loading them at boot would. */
public final class TczScripts implements Verb.OnPass {
    static void record(PassSpec pass, SourceRef list) {
        pass.step(TczScripts.class, ProgramStep.begin(pass, Options.of(Map.of())).put(Tcz.LIST, list.value())
            .text(ProgramStep.FOLDER, "/").build());
    }

    @Override
    public String name() {
        return "tczScripts";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        List<Extension> extensions = ExtensionList.read(context.source(fields.ref(Tcz.LIST))).extensions();
        Programs programs = new Programs(context);
        for (Extension one : extensions) {
            String script = "/" + ExtensionInstaller.INSTALLED + "/" + one.name().bare();
            // Empty ones are marks.
            programs.run(List.of("sh", "-c", "[ ! -s \"$1\" ] || exec sh \"$1\"", "sh", script), "/");
        }
    }
}

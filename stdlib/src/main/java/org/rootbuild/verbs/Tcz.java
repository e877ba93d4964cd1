package org.rootbuild.verbs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.extension.ExtensionInstaller;
import org.rootbuild.extension.ExtensionInstaller.Summary;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code tcz} in a pass: extensions of Tiny Core with what they need, put into the root. */
public final class Tcz implements Verb.OnPass {
    private static final String UNMARKED = "unmarked";
    private static final List<String> SCRIPTS = List.of("keep", "run");

    @Doc(value = "Puts extensions of a repository into the root, with all that they need, each once. Their start-up"
        + " scripts come to lie in /usr/local/tce.installed, where Tiny Core looks for what is loaded, and are not"
        + " run.",
        examples = {"tcz 'openssh', 'nginx', from: core",
            "tcz 'original-modules-KERNEL', from: core, scripts: 'run'"})
    public static void tcz(PassSpec self,
        @Option(name = "from", type = TczRepository.class, about = "the repository", required = true)
        @Option(name = "scripts", type = String.class, about = "keep, where it is not given; or run: their start-up"
            + " scripts are also run in the root, in the order in which they would be at boot")
        @Option(name = "loaded", type = Boolean.class, about = "false leaves no mark that they are loaded for those"
            + " that have no start-up script")
        Map<String, Object> options, String first, String... more) {
        Options given = Options.of(options);
        Optional<TczTaken> taken = taken(self, given, PathCheck.all(first, more));
        if (taken.isEmpty()) {
            return;
        }
        Fields.Builder fields = taken.get().fields();
        if (!given.flag("loaded", true)) {
            fields.flag(UNMARKED, true);
        }
        self.step(Tcz.class, fields.build());
        String scripts = given.text("scripts").orElse("keep");
        if (scripts.equals("run")) {
            TczScripts.record(self, taken.get());
        } else if (!SCRIPTS.contains(scripts)) {
            self.problem("'scripts:' is '" + scripts + "'", "It is keep or run.");
        }
    }

    /** All these extensions; empty where something was wrong, which is told. */
    static Optional<TczTaken> taken(PassSpec self, Options given, String[] asked) {
        List<ExtensionName> names = TczWords.names(self::problem, List.of(asked));
        Optional<TczRepository> repository = given.find("from", TczRepository.class);
        return names.size() < asked.length ? Optional.empty() : repository.map(from -> from.extensions(names));
    }

    @Override
    public String name() {
        return "tcz";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        ExtensionInstaller installer = new ExtensionInstaller(tree, context.epochSeconds());
        List<String> scripts = new ArrayList<>();
        for (TczTaken.File one : TczTaken.files(context, tree, ExtensionInstaller::mark)) {
            try (TczContent content = TczContent.open(one.path(), one.name())) {
                Summary summary = installer.install(one.name(), content.tree(), !fields.flag(UNMARKED));
                context.activity().log(one.name() + ": " + summary.files() + " files, "
                    + new Size(summary.sizeBytes()) + (summary.script() ? ", with a start-up script" : ""));
                if (summary.script()) {
                    scripts.add(one.name().bare());
                }
            }
        }
        if (!scripts.isEmpty()) {
            context.activity().log("start-up scripts in /" + ExtensionInstaller.INSTALLED + ": "
                + String.join(" ", scripts));
        }
    }
}

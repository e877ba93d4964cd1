package org.rootbuild.verbs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.StringGroovyMethods;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.mkfs.SquashfsMaker;
import org.rootbuild.mkfs.SquashfsOptions;
import org.rootbuild.mkfs.Surroundings;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** {@code tcz} of an artifact: a root as an extension of Tiny Core, with what lies beside it in a repository. */
public final class TczArtifact implements Verb.OnArtifact {
    @Doc(value = "Makes a root an extension of Tiny Core: a squashfs with blocks of 4 KiB, gzip, without extended"
        + " attributes, by mksquashfs. The artifacts NAME.tcz.md5.txt, NAME.tcz.list, NAME.tcz.info and, where it needs"
        + " something, NAME.tcz.dep come to lie beside it.",
        examples = "artifact('hello.tcz') { tcz root('hello') }")
    public static void tcz(ArtifactSpec self, RootRef root) {
        tcz(self, Map.of(), root);
    }

    @Doc(value = "Makes a part of a root an extension of Tiny Core, and says what people and Tiny Core must know of"
        + " it.",
        examples = {"artifact('hello.tcz') {",
            "    tcz root('hello'), from: '/package', needs: ['ncurses'], version: '2.10', license: 'GPLv3',",
            "        script: '/usr/local/etc/init.d/hello start\\n'", "}"})
    public static void tcz(ArtifactSpec self,
        @Option(name = "from", type = String.class, about = "the folder of the root that is / in the extension; the"
            + " whole"
            + " root where it is not given")
        @Option(name = "needs", type = List.class, about = "the extensions that must be loaded before, for the .dep"
            + " file;"
            + " KERNEL in a name stands for the kernel's version")
        @Option(name = "script", type = String.class, about = "what runs when the extension is loaded; comes to lie in"
            + " /usr/local/tce.installed")
        @Option(name = "owner", type = String.class, about = "user:group, by number, for everything; 1001:50 is Tiny"
            + " Core's tc:staff; as in the root where it is not given")
        @Option(name = "compress", type = String.class, about = "gzip, where it is not given, which every kernel of Tiny"
            + " Core reads; or xz, zstd, lz4, lzo")
        @Option(name = "level", type = Integer.class, about = "how hard; 9 for gzip where it is not given")
        @Option(name = "blockSize", type = Size.class, about = "how much is compressed in one piece; 4.KiB where it is"
            + " not given, as Tiny Core asks for. Larger pieces are smaller together, up to 1.MiB")
        @Option(name = "fragments", type = Boolean.class, about = "true lets the ends of files share pieces, which is"
            + " smaller; false where it is not given, as mksquashfs -no-fragments")
        @Option(name = "description", type = String.class, about = "one line for the .info file")
        @Option(name = "version", type = String.class, about = "of what is in it")
        @Option(name = "author", type = String.class, about = "of what is in it")
        @Option(name = "site", type = String.class, about = "where what is in it comes from")
        @Option(name = "license", type = String.class, about = "under which what is in it may be copied")
        @Option(name = "packager", type = String.class, about = "who made the extension")
        @Option(name = "tags", type = List.class, about = "words that a search finds it by")
        @Option(name = "comments", type = List.class, about = "lines for people")
        @Option(name = "changes", type = List.class, about = "lines of its history, newest last")
        Map<String, Object> options, RootRef root) {
        if (!self.name().endsWith(ExtensionName.ENDING)) {
            self.problem("'" + self.name() + "' is no file of an extension", "Its name ends with "
                + ExtensionName.ENDING + ": artifact('" + self.name() + ExtensionName.ENDING + "').");
            return;
        }
        List<String> needs = new ArrayList<>(Options.of(options).texts("needs"));
        List<ExtensionName> names = TczWords.names(self::problem, needs);
        if (TczWords.names(self::problem, List.of(self.name())).isEmpty() || names.size() < needs.size()) {
            return;
        }
        Fields content = content(self, Options.of(options), root);
        self.make(TczArtifact.class, TczPacking.fields(self, Options.of(options), content));
        TczBeside.declare(self, Options.of(options), content, names, new ArtifactRef(self.name()));
    }

    private static Fields content(ArtifactSpec self, Options given, RootRef root) {
        Fields.Builder fields = Fields.builder().put(TczTree.ROOT, root.value()).text(TczTree.NAME, self.name());
        given.text(TczTree.FROM).ifPresent(from -> {
            if (from.startsWith("/")) {
                fields.text(TczTree.FROM, PathCheck.checked(self::problem, from));
            } else {
                self.problem("'" + from + "' is no folder of a root", "Write it from the root on: from: '/package'.");
            }
        });
        given.text(TczTree.OWNER).ifPresent(owner -> {
            if (owner.matches("\\d{1,9}:\\d{1,9}")) {
                fields.text(TczTree.OWNER, owner);
            } else {
                self.problem("'" + owner + "' names no owner by number", "Write user:group, such as 0:0 or 1001:50.");
            }
        });
        given.text(TczTree.SCRIPT).ifPresent(script -> fields.text(TczTree.SCRIPT,
            script.startsWith("#!") ? script : "#!/bin/sh\n" + StringGroovyMethods.stripIndent((CharSequence) script)));
        return fields.build();
    }

    @Override
    public String name() {
        return "tczArtifact";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        FileTree tree = TczTree.of(context);
        Runners runners = context.equipment(Runners.class, Runners::on);
        SquashfsOptions options = TczPacking.options(context.arguments(), context.epochSeconds());
        try (SquashfsMaker maker = new SquashfsMaker(options, new Surroundings(runners.tools(), runners.processes(),
            context.scratch(), context.host().processors()))) {
            long sizeBytes = maker.neededBytes(tree);
            try (Volume volume = FileVolume.create(context.output(), sizeBytes)) {
                maker.make(tree, volume, context.activity());
                volume.sync();
            }
        }
    }
}

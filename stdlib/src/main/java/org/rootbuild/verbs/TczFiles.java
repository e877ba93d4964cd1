package org.rootbuild.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.extension.ExtensionTexts;
import org.rootbuild.extension.FileSums;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code tczFiles}: extensions as files, for a system that loads them when it starts. */
public final class TczFiles implements Verb.OnPass {
    private static final String TO = "to";
    private static final String ON_BOOT = "onBoot";
    private static final String ON_BOOT_LIST = "onboot.lst";
    private static final String OPTIONAL = "optional";
    private static final long TC = 1001;
    private static final long STAFF = 50;

    @Doc(value = "Puts extensions as files into the folder 'optional' of a folder such as /tce, or /cde of a CD,"
        + " with all"
        + " that they need, their checksums and their lists of dependencies.",
        examples = {"tczFiles 'nginx', from: core, to: '/cde', onBoot: true",
            "tczFiles 'faasd', from: mine, to: '/tce'"})
    public static void tczFiles(PassSpec self,
        @Option(name = "from", type = TczRepository.class, about = "the repository", required = true)
        @Option(name = "to", type = String.class, about = "the folder that has or gets 'optional' in it",
            required = true)
        @Option(name = "onBoot", type = Boolean.class, about = "writes those that are named into onboot.lst, so"
            + " that they"
            + " are loaded at boot")
        Map<String, Object> options, String first, String... more) {
        Options given = Options.of(options);
        Optional<TczTaken> taken = Tcz.taken(self, given, PathCheck.all(first, more));
        String to = PathCheck.folder(self, given.text(TO).orElse("/tce"));
        taken.ifPresent(extensions -> {
            Fields.Builder fields = extensions.fields().text(TO, to);
            if (given.flag(ON_BOOT)) {
                fields.texts(ON_BOOT, onBoot(given.find("from", TczRepository.class), PathCheck.all(first, more)));
            }
            self.step(TczFiles.class, fields.build());
        });
    }

    /** With the kernel's version in their names, as their files have it. */
    private static List<String> onBoot(Optional<TczRepository> from, String[] asked) {
        Optional<String> kernel = from.flatMap(TczRepository::kernel);
        return Stream.of(asked).map(ExtensionName::of).map(name -> kernel.map(name::on).orElse(name).file()).toList();
    }

    @Override
    public String name() {
        return "tczFiles";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        String folder = TreePath.child(TreePath.of(fields.text(TO)), OPTIONAL);
        Attributes attributes = Attributes.of(0664, TC, STAFF, context.epochSeconds());
        List<TczTaken.File> extensions = TczTaken.files(context, tree, name -> TreePath.child(folder, name.file()));
        for (TczTaken.File one : extensions) {
            String path = TreePath.child(folder, one.name().file());
            try (InputStream in = Files.newInputStream(one.path())) {
                tree.write(path, attributes, in);
            }
            tree.write(path + ".md5.txt", attributes, Content.of(ExtensionTexts.md5(one.name(), md5(one))));
            List<ExtensionName> needs = one.extension().needs();
            if (!needs.isEmpty()) {
                tree.write(path + ".dep", attributes, Content.of(ExtensionTexts.needs(needs)));
            }
        }
        context.activity().log("put " + extensions.size() + " extensions into " + TreePath.shown(folder));
        if (!fields.texts(ON_BOOT).isEmpty()) {
            onBoot(tree, TreePath.child(TreePath.of(fields.text(TO)), ON_BOOT_LIST), fields.texts(ON_BOOT), attributes);
        }
    }

    private static String md5(TczTaken.File one) throws IOException {
        return (one.extension().found().isPresent() ? one.extension().found().get() : FileSums.of(one.path())).md5();
    }

    /** Behind those that are in the list already, each once. */
    private static void onBoot(EditableTree tree, String list, List<String> named, Attributes attributes)
        throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        if (tree.get(tree.follow(list)).orElse(null) instanceof Entry.PlainFile file) {
            new String(file.content().bytes(), StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).forEach(lines::add);
        }
        lines.addAll(named);
        tree.write(list, attributes, Content.of(String.join("\n", lines) + "\n"));
    }
}

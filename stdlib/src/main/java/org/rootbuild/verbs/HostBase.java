package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.language.MadeBase;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.overlay.HostFolders;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** {@code host}: a root that begins with this machine's own programs lying underneath. */
public final class HostBase implements Verb.OnPass, Verb.OnSource {
    private static final String AS = "as";
    private static final String HOST = "host";
    private static final List<String> PROGRAMS = List.of("/usr", "/etc", "/opt", "/nix", "/gnu");
    /** Into whose folders packages install, in order. */
    private static final List<String> INSTALLED_TO = List.of("usr", "usr/local", "usr/share");
    /** Folders that programs expect, and of which a root has its own; in order, folders before what is in them. */
    private static final SortedMap<String, Integer> OWN = new TreeMap<>(Map.of("home", 0755, "root", 0700,
        "tmp", 01777, "var", 0755, "var/tmp", 01777));

    @Doc(value = "A beginning for a root: the programs of this machine, to build with. Its folders such as /usr,"
        + " /etc and /opt lie"
        + " underneath, read-only: what passes write there goes to their layers, and nothing is ever written to the"
        + " machine. /home,"
        + " /root, /tmp, /var, /run and the like are empty. The passes are made again when the machine's packages"
        + " change.",
        examples = "root('tools', from: host()) { … }")
    public static MadeBase host(RecipeScript self) {
        return host(self, Map.of());
    }

    @Doc(value = "A beginning for a root: this machine's programs, taken for the same as those of every machine"
        + " that says the same"
        + " with as:, whatever is installed on it.", examples = "root('tools', from: host(as: 'debian-12 with gcc"
        + " 12')) { … }")
    public static MadeBase host(RecipeScript self,
        @Option(name = "as", type = String.class, about = "what stands in the fingerprint for the machine's packages")
        Map<String, Object> options) {
        Optional<String> as = Options.of(options).text(AS);
        if (as.isPresent() && as.get().isBlank()) {
            self.problem("'as:' is empty", "Write what these programs are to be taken for, such as 'debian-12'.");
        }
        Fields request = as.map(text -> Fields.builder().text(AS, text).build()).orElse(Fields.none());
        // Parentheses, so that no pass of a recipe has this name.
        String name = "host(" + as.map(text -> text.replaceAll("[/\\p{Cntrl}]", " ")).orElse("") + ")";
        SourceRef host = self.declareSharedSource(name, HostBase.class, request);
        return new MadeBase(HostBase.class, Fields.builder().put(HOST, host.value()).build(),
            Fields.builder().flag("onHost", true).build());
    }

    @Override
    public String name() {
        return HOST;
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) throws IOException {
        Optional<String> as = request.findText(AS);
        HostPrograms programs = as.isPresent() ? HostPrograms.named(as.get()) : HostPrograms.of(Path.of("/"));
        return Optional.of(new Pin(programs.sha256(), -1, programs.about(), List.of(), Optional.of(Path.of("/"))));
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException {
        return pinned(request, context).orElseThrow();
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context) {
        throw new IllegalStateException("the host's programs are used where they lie");
    }

    @Override
    public void run(PassContext context) throws IOException {
        EditableTree tree = context.tree();
        HostFolders host = new HostFolders(context.source(context.arguments().ref(HOST)), hidden(context));
        for (Entry entry : host.entries(context.epochSeconds())) {
            tree.put(entry);
        }
        for (String folder : INSTALLED_TO) {
            addFolders(tree, Path.of("/").resolve(folder), folder, context.epochSeconds());
        }
        for (Map.Entry<String, Integer> own : OWN.entrySet()) {
            tree.put(new Entry.Folder(own.getKey(), Attributes.ofRoot(own.getValue(), context.epochSeconds())));
        }
        context.activity().log("underneath lie " + String.join(" ", host.names()));
    }

    /**
     * The host's folders belong to nobody for whoever has no number for their owner; those of a layer can be written.
     */
    private static void addFolders(EditableTree tree, Path host, String folder, long epochSeconds) throws IOException {
        if (tree.get(folder).isEmpty() || !Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(host)) {
            for (Path one : all) {
                if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(one)) {
                    int mode = (Integer) Files.getAttribute(one, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
                    tree.put(new Entry.Folder(folder + "/" + one.getFileName(), Attributes.ofRoot(mode, epochSeconds)));
                }
            }
        }
    }

    /**
     * Wherever the person who builds has a home, it is nothing that passes may see. A folder with the store in it
     * cannot lie underneath; where it holds programs as well, running one says what to do.
     */
    private static List<Path> hidden(PassContext context) throws IOException {
        List<Path> hidden = new ArrayList<>();
        Optional.ofNullable(context.host().environment().get("HOME")).filter(home -> home.startsWith("/"))
            .map(Path::of).ifPresent(hidden::add);
        Path store = context.scratch().toRealPath();
        if (PROGRAMS.stream().noneMatch(store::startsWith)) {
            hidden.add(store);
        }
        return hidden;
    }
}

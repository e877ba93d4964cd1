package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.SourceRef;
import org.rootbuild.language.Values;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code partition(…) { … }} of an image that is changed. */
@Words
public class ImageFilesSpec {
    static final String WRITE = "write";
    static final String REMOVE = "remove";
    static final String MKDIR = "mkdir";
    static final String SYMLINK = "symlink";
    static final String COPY = "copy";
    static final String SUBSTITUTE = "substitute";
    static final String SUBSTITUTION = "substitution";
    static final String PATH = "path";
    static final String PATHS = "paths";
    static final String TEXT = "text";
    static final String TARGET = "target";
    static final String IF_PRESENT = "ifPresent";

    private final ArtifactSpec artifact;
    private final List<Value> steps = new ArrayList<>();

    ImageFilesSpec(ArtifactSpec artifact) {
        this.artifact = artifact;
    }

    List<Value> steps() {
        return steps;
    }

    @Doc(value = "Writes a file with exactly this text, in UTF-8. One that is there is replaced, and keeps its mode and"
        + " owner.", examples = "write '/etc/hostname', 'box\\n'")
    public void write(String path, CharSequence text) {
        write(Map.of(), path, text);
    }

    @Doc("Writes a file with exactly this text, in UTF-8, and a mode or owner.")
    public void write(
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0644 for a new file")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 for a new file")
        Map<String, Object> options, String path, CharSequence text) {
        add(owned(options, step(WRITE).text(PATH, path(path)).put(TEXT, Values.sealed(text))));
    }

    @Doc(value = "Writes a file with a text of several lines that is indented as the recipe is.",
        examples = {"write '/etc/hosts', indented: '''", "    127.0.0.1  localhost", "    '''"})
    public void write(
        @Option(name = TextOption.INDENTED, type = String.class, about = TextOption.ABOUT, required = true)
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0644 for a new file")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 for a new file")
        Map<String, Object> options, String path) {
        add(owned(options, step(WRITE).text(PATH, path(path)).put(TEXT, TextOption.of(Options.of(options)))));
    }

    @Doc(value = "Removes files, links and whole folders. Paths may be patterns; one that stands for nothing is an"
        + " error.",
        examples = "remove '/etc/machine-id', '/var/cache/apt/*'")
    public void remove(String path, String... more) {
        remove(Map.of(), path, more);
    }

    @Doc("Removes files, links and whole folders, if they are there.")
    public void remove(
        @Option(name = IF_PRESENT, type = Boolean.class, about = "a path that stands for nothing is no error")
        Map<String, Object> options, String path, String... more) {
        List<String> paths = List.of(PathCheck.all(path, more));
        paths.forEach(this::path);
        add(step(REMOVE).texts(PATHS, paths).flag(IF_PRESENT, Options.of(options).flag(IF_PRESENT)));
    }

    @Doc(value = "Makes folders, and those on the way to them.", examples = "mkdir '/EFI/BOOT'")
    public void mkdir(String path, String... more) {
        List<String> paths = List.of(PathCheck.all(path, more));
        paths.forEach(this::path);
        add(step(MKDIR).texts(PATHS, paths));
    }

    @Doc(value = "Makes a symbolic link.", examples = "symlink '/etc/localtime', to: '/usr/share/zoneinfo/UTC'")
    public void symlink(@Option(name = "to", type = String.class, about = "the text of the link", required = true)
        Map<String, Object> options, String path) {
        add(step(SYMLINK).text(PATH, path(path)).text(TARGET, Options.of(options).text("to").orElse("")));
    }

    @Doc(value = "Puts a file, or what a folder holds, at this path; into it, where it ends with a slash. Owners become"
        + " 0:0 and times the recipe's epoch.", examples = "copy local('grub.cfg'), '/boot/grub/'")
    public void copy(SourceRef source, String to) {
        copy(Map.of(), source, to);
    }

    @Doc("Puts a file or what a folder holds at this path, with a mode or owner for plain files.")
    public void copy(
        @Option(name = "mode", type = Integer.class, about = "permission bits of plain files")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, SourceRef source, String to) {
        add(owned(options, step(COPY).put(ImageSpec.OF, source.value()).text(PATH, path(to))));
    }

    @Doc(value = "Puts an artifact at this path; into it, where it ends with a slash.",
        examples = "copy artifact('initramfs.cpio.gz'), '/boot/initrd.img'")
    public void copy(ArtifactRef file, String to) {
        add(step(COPY).put(ImageSpec.OF, file.value()).text(PATH, path(to)));
    }

    @Doc(value = "Puts all of a root at this path, with its owners and times.", examples = "copy root('boot'), '/'")
    public void copy(RootRef root, String to) {
        add(step(COPY).put(ImageSpec.OF, root.value()).text(PATH, path(to)));
    }

    @Doc(value = "Replaces every occurrence of a text in a file and says how many there were. None is an error.",
        examples = "substitute '/etc/ssh/sshd_config', '#PermitRootLogin no', 'PermitRootLogin no'")
    public void substitute(String path, CharSequence text, CharSequence replacement) {
        substitute(Map.of(), path, text, replacement);
    }

    @Doc("Replaces every occurrence of a text, on some lines only or a given number of times.")
    public void substitute(
        @Option(name = Substitution.ON_LINES, type = Pattern.class, about = Substitution.ON_LINES_ABOUT)
        @Option(name = Substitution.TIMES, type = Integer.class, about = Substitution.TIMES_ABOUT)
        @Option(name = Substitution.OPTIONAL, type = Boolean.class, about = Substitution.OPTIONAL_ABOUT)
        Map<String, Object> options, String path, CharSequence text, CharSequence replacement) {
        if (text.length() == 0) {
            artifact.problem("an empty text cannot be replaced", "Say which text is.");
            return;
        }
        substitution(options, path, new Value.Text(text.toString()), replacement);
    }

    @Doc(value = "Replaces every match of a regular expression; $1 in the replacement is its first group.",
        examples = "substitute '/boot/grub/grub.cfg', ~/mac1=\\w+/, 'mac1=525400C91827'")
    public void substitute(String path, Pattern pattern, CharSequence replacement) {
        substitute(Map.of(), path, pattern, replacement);
    }

    @Doc("Replaces every match of a regular expression, on some lines only or a given number of times.")
    public void substitute(
        @Option(name = Substitution.ON_LINES, type = Pattern.class, about = Substitution.ON_LINES_ABOUT)
        @Option(name = Substitution.TIMES, type = Integer.class, about = Substitution.TIMES_ABOUT)
        @Option(name = Substitution.OPTIONAL, type = Boolean.class, about = Substitution.OPTIONAL_ABOUT)
        Map<String, Object> options, String path, Pattern pattern, CharSequence replacement) {
        substitution(options, path, Values.of(pattern), replacement);
    }

    private void substitution(Map<String, Object> options, String path, Value sought, CharSequence replacement) {
        Fields.Builder said = Substitution.record(Options.of(options), path(path), sought, replacement.toString(),
            Fields.builder());
        add(step(SUBSTITUTE).put(SUBSTITUTION, new Value.Group(said.build())));
    }

    static Fields.Builder step(String what) {
        return Fields.builder().text(ImageSpec.WHAT, what);
    }

    final Fields.Builder owned(Map<String, Object> options, Fields.Builder fields) {
        Options given = Options.of(options);
        given.whole(FileOptions.MODE).ifPresent(mode -> {
            if (mode < 0 || mode > 07777) {
                artifact.problem("the mode " + mode + " is not between 0 and 07777",
                    "Write it in octal, with a leading 0: 0755.");
            } else {
                fields.whole(FileOptions.MODE, mode);
            }
        });
        given.text(FileOptions.OWNER).ifPresent(owner -> {
            if (Accounts.isOwner(owner)) {
                fields.text(FileOptions.OWNER, owner);
            } else {
                artifact.problem("'" + owner + "' names no owner", Accounts.FORMS);
            }
        });
        return fields;
    }

    final String path(String text) {
        if (text.isBlank()) {
            artifact.problem("a path is empty", "Write '/' where the root of the filesystem is meant.");
        }
        try {
            TreePath.of(text);
        } catch (Failure impossible) {
            artifact.problem(impossible.getMessage(), impossible.remedy());
        }
        return text;
    }

    final void add(Fields.Builder fields) {
        steps.add(new Value.Group(fields.build()));
    }
}

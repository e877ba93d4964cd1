package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;

/** Collects what a recipe puts into one partition, and says what cannot be right of it. */
final class PartitionContents {
    static final String KIND = "kind";
    static final String TREE = "tree";
    static final String FILE = "file";
    static final String WRITE = "write";
    static final String MKDIR = "mkdir";
    static final String SYMLINK = "symlink";
    static final String RAW = "raw";
    static final String OF = "of";
    static final String NUMBER = "number";
    static final String FROM = "from";
    static final String INTO = "into";
    static final String ONLY = "only";
    static final String WITHOUT = "without";
    static final String TO = "to";
    static final String PATH = "path";
    static final String PATHS = "paths";
    static final String TEXT = "text";

    private final ArtifactSpec artifact;
    private final List<Value> all = new ArrayList<>();
    private boolean raw;

    PartitionContents(ArtifactSpec artifact) {
        this.artifact = artifact;
    }

    /** In the order in which they were said. */
    List<Value> all() {
        return all;
    }

    /** Whether the partition is filled with the bytes of something. */
    boolean isRaw() {
        return raw;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void copyTree(Value.Ref of, Optional<Integer> part, Options options) {
        Fields.Builder fields = Fields.builder().text(KIND, TREE).put(OF, of);
        part.ifPresent(number -> fields.whole(NUMBER, number));
        for (String label : List.of(FROM, INTO)) {
            options.text(label).ifPresent(path -> fields.text(label, path(path)));
        }
        for (String label : List.of(ONLY, WITHOUT)) {
            if (options.has(label)) {
                fields.texts(label, patterns(label, options.texts(label)));
            }
        }
        add(fields);
    }

    void copyFile(Value.Ref of, Options options, String to) {
        add(owned(options, Fields.builder().text(KIND, FILE).put(OF, of)
            .text(TO, into(to))));
    }

    /** A slash at the end says that it is a folder. */
    private String into(String to) {
        String path = path(to);
        return to.endsWith("/") && path.length() > 1 ? path + "/" : path;
    }

    void write(Options options, String path, Value text) {
        add(owned(options, Fields.builder().text(KIND, WRITE).text(PATH, named(path)).put(TEXT, text)));
    }

    void mkdir(Options options, List<String> paths) {
        add(owned(options, Fields.builder().text(KIND, MKDIR).texts(PATHS, paths.stream().map(this::path).toList())));
    }

    void symlink(Options options, String path) {
        String target = options.text(TO).orElse("");
        if (target.isEmpty()) {
            artifact.problem("the link '" + path + "' points nowhere", "Say where it points, with to: 'target'.");
            return;
        }
        add(Fields.builder().text(KIND, SYMLINK).text(PATH, named(path)).text(TO, target));
    }

    void raw(Value.Ref of, Optional<Integer> part) {
        if (raw || !all.isEmpty()) {
            artifact.problem("a partition that is filled with bytes can hold nothing else",
                "Give each its own partition, or put the file into a filesystem with copy.");
            return;
        }
        raw = true;
        Fields.Builder fields = Fields.builder().text(KIND, RAW).put(OF, of);
        part.ifPresent(number -> fields.whole(NUMBER, number));
        all.add(new Value.Group(fields.build()));
    }

    int number(int number) {
        if (number < 0 || number > 128) {
            artifact.problem("no image has a partition " + number,
                "Partitions are counted from 1; 0 stands for an image without a partition table.");
            return 0;
        }
        return number;
    }

    private void add(Fields.Builder fields) {
        if (raw) {
            artifact.problem("a partition that is filled with bytes can hold nothing else",
                "Give each its own partition, or put the file into a filesystem with copy.");
            return;
        }
        all.add(new Value.Group(fields.build()));
    }

    private Fields.Builder owned(Options options, Fields.Builder fields) {
        options.whole(FileOptions.MODE).ifPresent(mode -> {
            if (mode < 0 || mode > 07777) {
                artifact.problem("the mode " + mode + " is not between 0 and 07777",
                    "Write it in octal, with a leading 0: 0755.");
            } else {
                fields.whole(FileOptions.MODE, mode);
            }
        });
        options.text(FileOptions.OWNER).ifPresent(owner -> {
            if (Accounts.isOwner(owner)) {
                fields.text(FileOptions.OWNER, owner);
            } else {
                artifact.problem("'" + owner + "' names no owner", Accounts.FORMS);
            }
        });
        return fields;
    }

    private String named(String text) {
        String path = path(text);
        if (text.matches("[/.]+") && !text.contains("..")) {
            artifact.problem("'" + text + "' is the root of the filesystem", "Name something in it.");
        }
        return path;
    }

    /** From the root of the filesystem on, without anything in its spelling that does not matter. */
    private String path(String text) {
        if (text.isBlank()) {
            artifact.problem("a path is empty", "Write '/' where the root of the filesystem is meant.");
            return "/";
        }
        try {
            return TreePath.shown(TreePath.of(text));
        } catch (Failure impossible) {
            artifact.problem(impossible.getMessage(), impossible.remedy());
            return "/";
        }
    }

    private List<String> patterns(String label, List<String> patterns) {
        if (patterns.isEmpty()) {
            artifact.problem("'" + label + ":' names no pattern", "Write one, such as '/boot/**', or leave it out.");
        }
        for (String pattern : patterns) {
            try {
                Glob.of(pattern);
            } catch (Failure wrong) {
                artifact.problem(wrong.getMessage(), wrong.remedy());
            }
        }
        return patterns;
    }
}

package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.FileTree;

/** The named arguments {@code mode:} and {@code owner:}, which several verbs take. */
final class FileOptions {
    static final String MODE = "mode";
    static final String OWNER = "owner";

    private FileOptions() {
    }

    /** Copies what is given into the fields; says so when a mode is out of range. */
    static void record(PassSpec pass, Options options, Fields.Builder fields) {
        options.whole(MODE).ifPresent(mode -> recordMode(pass, mode, fields));
        options.text(OWNER).ifPresent(owner -> recordOwner(pass, owner, fields));
    }

    static void recordOwner(PassSpec pass, String owner, Fields.Builder fields) {
        if (Accounts.isOwner(owner)) {
            fields.text(OWNER, owner);
        } else {
            pass.problem("'" + owner + "' names no owner", Accounts.FORMS);
        }
    }

    static void recordMode(PassSpec pass, long mode, Fields.Builder fields) {
        if (mode < 0 || mode > 07777) {
            pass.problem("the mode " + mode + " is not between 0 and 07777",
                "Write it in octal, with a leading 0: 0755.");
        } else {
            fields.whole(MODE, mode);
        }
    }

    /** The attributes with what the fields say instead of what they are. */
    static Attributes apply(Fields fields, FileTree tree, Attributes attributes) throws IOException {
        Optional<Long> mode = fields.findWhole(MODE);
        Attributes changed = mode.isPresent() ? attributes.withMode(mode.get().intValue()) : attributes;
        Optional<String> owner = fields.findText(OWNER);
        return owner.isPresent() ? Accounts.of(tree).apply(owner.get(), changed) : changed;
    }
}

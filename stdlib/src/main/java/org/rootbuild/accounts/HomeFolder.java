package org.rootbuild.accounts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** A user's home in the tree. */
public final class HomeFolder {
    private static final int PRIVATE_FOLDER = 0700;
    private static final int PRIVATE_FILE = 0600;

    private final EditableTree tree;
    private final Account account;
    private final long epochSeconds;

    public HomeFolder(EditableTree tree, Account account, long epochSeconds) {
        this.tree = tree;
        this.account = account;
        this.epochSeconds = epochSeconds;
    }

    /**
     * Makes the folder with all that the root's own {@code /etc/skel} holds, all of it the user's. One that is there
     * stays as it is.
     */
    public void make() throws IOException {
        String home = tree.follow(TreePath.of(account.home()));
        Optional<Entry> there = tree.get(home);
        if (there.isPresent() && !(there.get() instanceof Entry.Folder)) {
            throw new Failure(TreePath.shown(home) + " cannot become the home of '" + account.name()
                + "': it is no folder", "Give another 'home:', or remove what stands there first.");
        }
        if (there.isPresent()) {
            return;
        }
        tree.put(new Entry.Folder(home, own(LoginDefs.of(tree).homeMode())));
        String skeleton = tree.follow("etc/skel");
        if (tree.get(skeleton).filter(Entry.Folder.class::isInstance).isPresent()) {
            List<Entry> below = tree.below(skeleton).toList();
            for (Entry entry : below) {
                place(entry.at(home + entry.path().substring(skeleton.length())));
            }
        }
    }

    private void place(Entry entry) throws IOException {
        Attributes attributes = entry.attributes().withOwner(account.uid(), account.gid());
        if (entry instanceof Entry.PlainFile file) {
            tree.write(file.path(), attributes, file.content());
        } else {
            tree.put(entry.with(attributes));
        }
    }

    private Attributes own(int mode) {
        return Attributes.of(mode, account.uid(), account.gid(), epochSeconds);
    }

    /** Puts keys behind those that may log in as this user; one that is there already stays where it is. */
    public void authorize(List<AuthorizedKey> keys) throws IOException {
        if (account.home().isEmpty() || tree.get(tree.follow(TreePath.of(account.home()))).isEmpty()) {
            throw new Failure("'" + account.name() + "' has no home folder, so there is no place for keys",
                "Say 'createHome: true', or give a 'home:' that is there.");
        }
        String folder = tree.follow(TreePath.of(account.home() + "/.ssh"));
        if (tree.get(folder).isEmpty()) {
            tree.put(new Entry.Folder(folder, own(PRIVATE_FOLDER)));
        }
        String path = tree.follow(TreePath.child(folder, "authorized_keys"));
        Optional<Entry> there = tree.get(path);
        Set<String> lines = new LinkedHashSet<>();
        if (there.isPresent() && there.get() instanceof Entry.PlainFile file) {
            new String(file.content().bytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
        keys.forEach(key -> lines.add(key.line()));
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        Attributes attributes = there.map(Entry::attributes).orElse(own(PRIVATE_FILE)).withMtime(epochSeconds);
        tree.write(path, attributes, new ByteArrayInputStream(text));
    }
}

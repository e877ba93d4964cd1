package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** One archive on its way into a tree. */
final class Unpacking implements ArchiveSink {
    private final String archive;
    private final EditableTree tree;
    private final UnpackOptions options;
    private final Selection selection;
    private final Placement placement;
    private final SeenNames seen = new SeenNames();
    private long files;
    private long folders;
    private long links;
    private long others;
    private long sizeBytes;
    private long duplicates;
    private long leftOut;

    Unpacking(String archive, EditableTree tree, UnpackOptions options) throws Failure {
        this.archive = archive;
        this.tree = tree;
        this.options = options;
        this.selection = new Selection(options);
        this.placement = new Placement(archive, tree, options);
    }

    @Override
    public void nextArchive() {
        placement.nextArchive();
    }

    @Override
    public void accept(Member member, InputStream content) throws IOException {
        String plain = placement.plain(member.name());
        Optional<String> path = selection.takes(plain) ? placement.stripped(plain) : Optional.empty();
        if (path.isEmpty()) {
            leftOut++;
            return;
        }
        String place = placement.place(path.get(), member.name());
        if (place.isEmpty() && !(member.body() instanceof Member.Folder)) {
            throw new Failure(archive + " holds the entry '" + Reading.shown(member.name())
                + "' in the place of the root folder", "The archive is damaged or hostile; fetch or make it again.");
        }
        placement.willReplace(place);
        duplicates += seen.add(place) ? 0 : 1;
        Attributes attributes = options.owner()
            .map(owner -> member.attributes().withOwner(owner.user(), owner.group())).orElse(member.attributes());
        make(member, place, attributes, content);
    }

    private void make(Member member, String place, Attributes attributes, InputStream content) throws IOException {
        if (member.body() instanceof Member.Data data) {
            tree.write(place, attributes, content);
            placement.taken(place, false);
            files++;
            sizeBytes += data.sizeBytes();
        } else if (member.body() instanceof Member.Folder) {
            makeFolder(place, attributes);
        } else if (member.body() instanceof Member.Symlink link) {
            placement.checkTarget(place, link.target(), member.name());
            tree.put(new Entry.Symlink(place, attributes, link.target()));
            placement.taken(place, true);
            links++;
        } else if (member.body() instanceof Member.HardLink link) {
            makeHardLink(member, place, link.target());
        } else if (member.body() instanceof Member.Device device) {
            put(new Entry.Device(place, attributes, device.block(), device.major(), device.minor()));
        } else if (member.body() instanceof Member.Pipe pipe) {
            put(new Entry.Pipe(place, attributes, pipe.socket()));
        }
    }

    private void put(Entry entry) throws IOException {
        tree.put(entry);
        placement.taken(entry.path(), false);
        others++;
    }

    private void makeFolder(String place, Attributes attributes) throws IOException {
        folders++;
        if (!placement.isFolderByLink(place)) {
            tree.put(new Entry.Folder(place, attributes));
            placement.taken(place, false);
        }
    }

    private void makeHardLink(Member member, String place, String target) throws IOException {
        String plain = placement.plain(target);
        String existing = placement.place(placement.stripped(plain)
            .orElseThrow(() -> missing(member, target)), target);
        Entry there = tree.get(existing).orElseThrow(() -> missing(member, target));
        if (existing.equals(place)) {
            return;
        }
        if (there instanceof Entry.PlainFile) {
            tree.link(place, existing);
            placement.taken(place, false);
        } else if (there instanceof Entry.Folder) {
            throw new Failure(archive + " holds the hard link '" + Reading.shown(member.name()) + "' to the folder "
                + TreePath.shown(existing), "The archive is damaged or hostile; fetch or make it again.");
        } else {
            if (there instanceof Entry.Symlink link) {
                placement.checkTarget(place, link.target(), member.name());
            }
            tree.put(there.at(place));
            placement.taken(place, there instanceof Entry.Symlink);
        }
        links++;
    }

    private Failure missing(Member member, String target) {
        return new Failure(archive + " holds '" + Reading.shown(member.name()) + "' as a hard link to '"
            + Reading.shown(target) + "', which is not there", options.only().isEmpty() && options.without().isEmpty()
            ? "The archive is damaged or hostile; fetch or make it again."
            : "Let the patterns of 'only' and 'without' take '" + Reading.shown(target) + "' too.");
    }

    UnpackSummary summary(ArchiveFormat format) throws Failure {
        selection.checkAllMatched(archive);
        return new UnpackSummary(format, files, folders, links, others, sizeBytes, duplicates, leftOut);
    }
}

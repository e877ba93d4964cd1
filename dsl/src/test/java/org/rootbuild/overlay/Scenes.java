package org.rootbuild.overlay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.LayerContent;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

/** What {@link OverlayProgram} can play. */
final class Scenes {
    private static final long FOREIGN = 100_005;

    private Scenes() {
    }

    /** A stack far beyond what the kernel stacks and what fits on its line of options. */
    static void deep(Path folder) throws Exception {
        Bed bed = new Bed(folder.resolve("bed"));
        for (int i = 0; i < 300; i++) {
            int number = i;
            bed.layer(tree -> {
                tree.write("d/" + number % 150 + "/file" + number, Attributes.ofRoot(0644, number), Content.of("" + number));
                tree.write("common", Attributes.ofRoot(0644, number), Content.of("" + number));
                if (number % 3 == 2) {
                    tree.remove("d/" + (number - 1) % 150);
                }
                if (number % 50 == 20) {
                    tree.remove("d");
                }
            });
        }
        bed.store.settle();
        bed.mount();
        OverlayProgram.same("300 layers", Listing.expected(bed.index, bed.powers, true), Listing.found(bed.mounted));
        OverlayProgram.same("the highest", "299", Files.readString(bed.mounted.resolve("common")));
        OverlayProgram.same("folders", 300 / 64 + 300 % 64, bed.stack.lowers().size());
        Files.writeString(bed.mounted.resolve("common"), "300");
        Shell.bash(bed.mounted, "rm -r d && mkdir d && touch -d @5 d . common");
        bed.commit(bed.read(path -> false));
        bed.unmount();
        bed.mount();
        OverlayProgram.same("one more", Listing.expected(bed.index, bed.powers, true), Listing.found(bed.mounted));
        bed.unmount();
    }

    /** What a view cannot hold for this user is not lost when programs touch it. */
    static void truth(Path folder) throws Exception {
        Bed bed = new Bed(folder.resolve("bed"));
        Attributes foreign = Attributes.of(0640, FOREIGN, FOREIGN + 1, 5)
            .withXattrs(new TreeMap<>(Map.of("trusted.mine", new byte[] {7}, "user.ours", new byte[] {8})));
        bed.layer(tree -> {
            for (String name : List.of("kept", "appended", "moded", "moved", "copied", "again", "touched", "removed")) {
                tree.write(name, foreign, Content.of(name));
            }
            tree.put(new Entry.Folder("in", foreign.withMode(0750)));
            tree.write("in/it", foreign, Content.of("it"));
            tree.put(new Entry.Symlink("link", foreign, "kept"));
            tree.put(new Entry.Pipe("pipe", foreign, false));
            for (String name : List.of("dev", "moveddev", "removeddev", "modeddev", "zero")) {
                tree.put(new Entry.Device(name, foreign, false, name.equals("zero") ? 0 : 1, name.equals("zero") ? 0 : 3));
            }
        });
        bed.mount();
        Shell.bash(bed.mounted, """
            echo more >> appended; chmod 600 moded; mv moved moved2; cp -a copied copied2; rm again; echo new > again
            touch -d @6 touched; rm removed; touch -h -d @6 link; touch -d @6 pipe
            mv moveddev moveddev2; rm removeddev; chmod 644 modeddev; echo x > in/new; touch -d @5 in
            setfattr -n user.ours -v changed kept
            """);
        List<Change> read = bed.read(path -> false);
        String said = read.stream().map(Scenes::said).sorted().collect(Collectors.joining("\n"));
        OverlayProgram.same("changes", """
            f /again 0:0 644 ?
            f /appended F 640 trusted.mine=07 user.ours=08 ?
            f /copied2 F 640 trusted.mine=07 user.ours=08 5
            f /in/new 0:0 644 ?
            f /kept F 640 trusted.mine=07 user.ours=6368616e676564 5
            f /moded F 600 trusted.mine=07 user.ours=08 5
            f /moved2 F 640 trusted.mine=07 user.ours=08 5
            f /touched F 640 trusted.mine=07 user.ours=08 6
            gone moved
            gone moveddev
            gone removed
            gone removeddev
            c /modeddev F 644 trusted.mine=07 user.ours=08 5
            c /moveddev2 F 640 trusted.mine=07 user.ours=08 5
            d / 0:0 755 ?
            l /link F 640 trusted.mine=07 user.ours=08 6
            p /pipe F 640 trusted.mine=07 user.ours=08 6
            """.lines().sorted().collect(Collectors.joining("\n")), said);
        bed.commit(read);
        bed.unmount();
        OverlayProgram.same("device", "c /moveddev2 F 640 trusted.mine=07 user.ours=08 5",
            said(new Change.Put(bed.index.get("moveddev2").orElseThrow())));
        OverlayProgram.same("powers", true, bed.powers.name().startsWith("user-"));
        OverlayProgram.same("verified", List.of(), new org.rootbuild.store.StoreVerifier(bed.store)
            .verify((entries, bytes) -> { }).damaged());
    }

    private static String said(Change change) {
        if (!(change instanceof Change.Put put)) {
            return "gone " + change.path();
        }
        Entry entry = put.entry();
        Attributes its = entry.attributes();
        String owner = its.owner() == FOREIGN && its.group() == FOREIGN + 1 ? "F" : its.owner() + ":" + its.group();
        String mode = entry instanceof Entry.Symlink ? "640" : Integer.toOctalString(its.mode());
        String xattrs = its.xattrs().entrySet().stream()
            .map(one -> " " + one.getKey() + "=" + HexFormat.of().formatHex(one.getValue())).collect(Collectors.joining());
        return entry.letter() + " /" + entry.path() + " " + owner + " " + mode + xattrs + " "
            + (its.mtimeSeconds() > 1000 ? "?" : "" + its.mtimeSeconds());
    }

    /** Views share files with layers, and with nobody whose attributes differ. */
    static void shared(Path folder) throws Exception {
        Bed bed = new Bed(folder.resolve("bed"));
        var first = bed.layer(tree -> {
            tree.write("a", Attributes.ofRoot(0640, 1), Content.of("text"));
            tree.link("b", "a");
            tree.write("c", Attributes.ofRoot(0600, 1), ((Entry.PlainFile) tree.get("a").orElseThrow()).content());
        });
        var second = bed.layer(tree -> tree.change("a", Attributes.ofRoot(04755, 2)));
        bed.stack.lowers();
        Path high = bed.stack.lowers().get(0);
        Path low = bed.stack.lowers().get(1);
        OverlayProgram.same("low", "640 1 600 1 640 1", attributes(bed, low, "a", "c", "b"));
        OverlayProgram.same("high", "4755 2 4755 2", attributes(bed, high, "a", "b"));
        OverlayProgram.same("linked", bed.posix.status(low.resolve("a")).inode(), bed.posix.status(low.resolve("b")).inode());
        OverlayProgram.same("of its own", false,
            bed.posix.status(low.resolve("a")).inode() == bed.posix.status(low.resolve("c")).inode());
        FileStatus content = bed.posix.status(second.folder().resolve("tree/a"));
        OverlayProgram.same("content shared", true, content.links() >= 4);
        first.verify();
        second.verify();
        Bed other = new Bed(folder.resolve("other"));
        var plain = other.layer(tree -> tree.write("a", Attributes.ofRoot(0640, 1), Content.of("text")));
        Path view = other.stack.lowers().get(0);
        OverlayProgram.same("no copy", other.posix.status(view.resolve("a")).inode(),
            other.posix.status(((LayerContent) ((Entry.PlainFile) other.index.get("a").orElseThrow()).content()).path()).inode());
        OverlayProgram.same("reused", view, other.stack.lowers().get(0));
        plain.verify();
    }

    private static String attributes(Bed bed, Path view, String... names) throws Exception {
        StringBuilder said = new StringBuilder();
        for (String name : names) {
            FileStatus its = bed.posix.status(view.resolve(name));
            said.append(' ').append(Integer.toOctalString(its.mode())).append(' ').append(its.mtimeSeconds());
        }
        return said.substring(1);
    }

}

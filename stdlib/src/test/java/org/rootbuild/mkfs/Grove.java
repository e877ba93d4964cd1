package org.rootbuild.mkfs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A small tree in memory. */
final class Grove implements FileTree {
    static final long TIME = 1_600_000_000L;

    private final TreeMap<String, Entry> entries = new TreeMap<>();

    Grove() {
        entries.put("", new Entry.Folder("", Attributes.ofRoot(0755, TIME)));
    }

    Grove with(Entry entry) {
        entries.put(entry.path(), entry);
        return this;
    }

    Grove folder(String path, int mode, long owner, long group) {
        return with(new Entry.Folder(path, Attributes.of(mode, owner, group, TIME)));
    }

    Grove file(String path, String text, int mode, long owner, long group) {
        return with(new Entry.PlainFile(path, Attributes.of(mode, owner, group, TIME), Content.of(text)));
    }

    Grove xattr(String path, String name, byte[] value) {
        TreeMap<String, byte[]> xattrs = new TreeMap<>(entries.get(path).attributes().xattrs());
        xattrs.put(name, value);
        return with(entries.get(path).with(entries.get(path).attributes().withXattrs(xattrs)));
    }

    Grove link(String path, String target) {
        return with(new Entry.Symlink(path, Attributes.ofRoot(0777, TIME), target));
    }

    /** With something of every kind that all makers can hold. */
    static Grove usual() {
        Attributes plain = Attributes.of(0640, 1000, 42, TIME);
        Entry.PlainFile twice = new Entry.PlainFile("etc/first", plain, Content.of("linked"), 1);
        return new Grove().folder("dev", 0755, 0, 0).folder("etc", 0755, 0, 0).folder("tmp", 01777, 0, 0)
            .with(new Entry.Device("dev/null", Attributes.ofRoot(0666, TIME), false, 1, 3))
            .with(new Entry.Device("dev/vda", Attributes.of(0660, 0, 6, TIME), true, 254, 0))
            .with(new Entry.Pipe("dev/pipe", Attributes.ofRoot(0600, TIME), false))
            .file("etc/passwd", "root:x:0:0\n", 0644, 0, 0).file("etc/empty", "", 0600, 0, 0)
            .file("etc/ünïcode", "text", 0644, 1000, 1000).file("etc/su", "#!", 04755, 0, 0)
            .file("etc/large", "0123456789abcde\n".repeat(20_000), 0644, 0, 0)
            .with(twice).with(twice.at("etc/second"))
            .link("etc/short", "passwd").link("etc/long", "/" + "x".repeat(200));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Entry> get(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public Stream<Entry> entries() {
        return entries.values().stream();
    }

    @Override
    public List<Entry> children(String folder) {
        return below(folder).filter(entry -> TreePath.parent(entry.path()).equals(folder)).toList();
    }
}

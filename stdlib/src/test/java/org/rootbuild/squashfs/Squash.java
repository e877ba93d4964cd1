package org.rootbuild.squashfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.posix.Posix;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;

/** Makes squashfs images with the standard tools, and holds what is read against what unsquashfs makes of them. */
final class Squash {
    private final Path folder;

    Squash(Path folder) {
        this.folder = folder;
    }

    /** Runs a script of bash in the folder, and answers what it says. */
    String bash(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(folder.toFile())
            .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), script + "\n" + said);
        return said;
    }

    /** A folder {@code tree} with one of everything. */
    void makeTree() throws IOException, InterruptedException {
        bash("""
            mkdir -p tree/empty tree/many tree/deep/er/and/deep.er tree/a 'tree/a b'
            cd tree
            : > nothing
            head -c 131072 /dev/urandom > block
            head -c 131073 /dev/urandom > block-and-one
            head -c 131071 /dev/zero | tr '\\0' x > short
            seq 1 100000 > text
            head -c 400000 /dev/urandom > random
            truncate -s 5000000 sparse; printf hello | dd of=sparse bs=1 seek=2500000 conv=notrunc status=none
            truncate -s 3000001 zeros
            for i in $(seq 500); do echo "$i" > many/file-$i; done
            echo one > deep/er/one; ln deep/er/one deep/er/and/two; ln deep/er/one a/three
            cp text copied
            ln -s /absolute/target link; ln -s $(printf 'x%.0s' $(seq 2000)) long-link
            mknod null c 1 3; mknod disk b 259 70000; mkfifo pipe; mknod big c 4000 1000000
            python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
            chown 1000:50 text; chown 4294967294:65536 random; chmod 4755 short; chmod 2700 many; chmod 1777 empty
            touch -d @0 nothing; touch -d @4294967295 block; touch -h -d @7 link
            setfattr -n user.one -v 1 text; setfattr -n user.two -v "$(head -c 3000 /dev/zero | tr '\\0' v)" text
            setfattr -n user.one -v 1 a; setfattr -n trusted.x -v y deep; setfattr -n trusted.l -v y -h link
            setfattr -n user.big -v "$(seq 1 700)" random; setfattr -n user.big -v "$(seq 1 700)" sparse
            setcap cap_net_raw+ep short; setfattr -n trusted.n -v 1 null; setfattr -n trusted.n -v 2 pipe
            echo x > 'a b/ünïcode'; echo y > "a b/new
            line"; echo z > a-; echo z > a.b
            chmod 0 nothing; touch -d @1600000000 .
            """);
    }

    Path image(String name, String options) throws IOException, InterruptedException {
        bash("mksquashfs tree " + name + " -noappend -no-progress -quiet " + options);
        return folder.resolve(name);
    }

    /** Compares all that unsquashfs makes of the image with what the reader says. */
    void checkAgainstUnsquashfs(Path image) throws Exception {
        bash("rm -rf out && unsquashfs -no-progress -quiet -d out " + image);
        try (FileVolume volume = FileVolume.forReading(image)) {
            checkSame(new FolderTree(folder.resolve("out")), SquashfsReader.open(volume).orElseThrow().tree());
        }
    }

    private void checkSame(FileTree expected, FileTree read) throws Exception {
        List<Entry> wanted = expected.entries().toList();
        List<Entry> found = read.entries().toList();
        assertEquals(wanted.stream().map(Squash::line).toList(), found.stream().map(Squash::line).toList());
        Posix posix = Posix.load();
        Map<Long, Long> groups = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            Entry one = found.get(i);
            Path host = folder.resolve("out").resolve(one.path());
            Map<String, String> xattrs = new TreeMap<>();
            for (String name : posix.xattrNames(host)) {
                xattrs.put(name, hex(posix.xattr(host, name).orElseThrow()));
            }
            Map<String, String> seen = new TreeMap<>();
            one.attributes().xattrs().forEach((name, value) -> seen.put(name, hex(value)));
            assertEquals(xattrs, seen, one.path());
            assertEquals(one.path(), read.get(one.path()).orElseThrow().path());
            if (one instanceof Entry.PlainFile file) {
                Entry.PlainFile other = (Entry.PlainFile) wanted.get(i);
                assertArrayEquals(other.content().bytes(), bytes(file.content()), one.path());
                assertEquals(groups.computeIfAbsent(other.linkGroup(), group -> file.linkGroup()), file.linkGroup());
            }
        }
    }

    private static byte[] bytes(Content content) throws IOException {
        byte[] bytes = content.bytes();
        assertEquals(content.sizeBytes(), bytes.length);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    /** All of an entry that fits into a line. */
    static String line(Entry entry) {
        List<Object> facts = new ArrayList<>(List.of(entry.letter(), entry.path(),
            Integer.toOctalString(entry.attributes().mode()), entry.attributes().owner(), entry.attributes().group(),
            entry.attributes().mtimeSeconds()));
        if (entry instanceof Entry.PlainFile file) {
            facts.add(file.content().sizeBytes());
        } else if (entry instanceof Entry.Symlink link) {
            facts.add(link.target());
        } else if (entry instanceof Entry.Device device) {
            facts.add(device.major() + "," + device.minor());
        }
        return facts.toString();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }
}

package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.squashfs.SquashfsReader;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;

/** Files of images in folders of the host, against what the tools of those images put there. */
class FolderOutputTest {
    private static final String TREE = "umask 022; mkdir -p s/a/b s/many s/big s/closed; cd s; echo hi > a/b/deep;"
        + " ln -s /etc/../x l1; ln -s a/b l2; ln -s none a/l3; mknod tty1 c 4 65; mknod disk b 8 17; mkfifo p;"
        + " for i in {1..300}; do echo $i > many/file-$i; done; : > empty; head -c 3000000 /dev/urandom > big/r;"
        + " head -c 131072 /dev/urandom > big/edge; head -c 131073 /dev/urandom > big/over; echo 'ü' > 'Ünï code';"
        + " truncate -s 3000000 big/holes; ln a/b/deep hard; ln big/r many/hard; echo s > suid; echo o > own;"
        + " chown 1234:70000 own big; chown 5:6 suid; chmod 6755 suid; chmod 0666 own; chmod 0 empty;"
        + " chmod 2775 many; chmod 0500 closed; echo t > tmp; chmod 1777 a; chown -h 7:8 l1;"
        + " find . -exec touch -h -d @1600000000 {} +; touch -d @1000000001 big/r; touch -d @1500000000 a";
    /** All that a listing can tell; xorriso sets no owners and times of links, and sizes of folders are the host's. */
    private static final String LISTING = "find . -not -type l -not -type d -printf '%P %y %m %U %G %n %T@ %s\\n' -o"
        + " -type d -printf '%P %y %m %U %G %T@\\n' -o -printf '%P %y %l\\n' | sort;"
        + " find . -type f -exec sha256sum {} + | sort; stat -c '%n %t %T' tty1 disk; find . -samefile hard | sort";
    private static final String LINKS = "find . -type l -printf '%P %U %G %T@\\n' | sort";

    @TempDir
    Path folder;

    private String bash(String script) throws Exception {
        return HostTool.run("bash", "-ec", "export LC_ALL=C.UTF-8; cd " + folder + "; " + script);
    }

    private void extract(FileTree tree, String to, int threads) throws Exception {
        new FolderOutput(threads).write(tree, folder.resolve(to), Activity.SILENT);
    }

    @Test
    void filesOfAnIsoAreWhatXorrisoMakesOfThem() throws Exception {
        bash(TREE);
        bash("xorriso -hardlinks on -outdev s.iso -map s / -commit;"
            + " xorriso -hardlinks on -osirrox on:device_files -indev s.iso -extract / theirs");
        String theirs = bash("cd theirs; " + LISTING);
        for (int threads : List.of(1, 2, 9)) {
            try (FileVolume volume = FileVolume.forReading(folder.resolve("s.iso"))) {
                extract(IsoFilesystem.open(volume).orElseThrow().tree(), "ours" + threads, threads);
            }
            assertEquals(theirs, bash("cd ours" + threads + "; " + LISTING));
            assertEquals(bash("cd s; " + LINKS), bash("cd ours" + threads + "; " + LINKS));
        }
        assertTrue(theirs.contains("own f 666 1234 70000 1") && theirs.contains("suid f 6755 5 6"), theirs);
        bash("printf x | dd of=ours1/big/r bs=1 seek=2999999 conv=notrunc status=none; touch -d @1000000001 ours1/big/r");
        assertNotEquals(theirs, bash("cd ours1; " + LISTING));
        bash("chmod 0755 ours2/suid; chown 5:7 ours9/suid");
        assertNotEquals(theirs, bash("cd ours2; " + LISTING));
        assertNotEquals(theirs, bash("cd ours9; " + LISTING));
    }

    @Test
    void filesOfASquashfsAreWhatUnsquashfsMakesOfThem() throws Exception {
        bash(TREE + "; setfattr -n user.one -v 1 own; setcap cap_net_raw+ep tmp; touch -d @1600000000 own tmp");
        bash("mksquashfs s s.squashfs -noappend -no-progress -quiet; unsquashfs -no-progress -quiet -d theirs s.squashfs");
        String more = LISTING + "; " + LINKS + "; getfattr -dhR -m - . | sort";
        String theirs = bash("cd theirs; " + more);
        try (FileVolume volume = FileVolume.forReading(folder.resolve("s.squashfs"))) {
            extract(SquashfsReader.open(volume).orElseThrow().tree(), "ours", 2);
        }
        assertEquals(theirs, bash("cd ours; " + more));
        assertTrue(theirs.contains("security.capability"), theirs);
        // Its last piece shares a fragment with other files, and is written.
        int sectors = Integer.parseInt(bash("stat -c %b ours/big/holes").strip());
        assertTrue(sectors <= 512, sectors + " of 5,860 sectors of a file of holes were written");
        bash("setfattr -x user.one ours/own");
        assertNotEquals(theirs, bash("cd ours; " + more));
    }

    @Test
    void theMaskOfTheProcessAndAListOfTheFolderAboveChangeNoMode() throws Exception {
        bash("mkdir above; chgrp 33 above; chmod 2777 above; setfacl -d -m u::rwx,g::---,o::--- above");
        FileTree tree = new Listed(List.of(folderOf(""), new Entry.PlainFile("a", Attributes.ofRoot(0666, 5),
            Content.of("a")), folderOf("b"), new Entry.PlainFile("b/c", Attributes.ofRoot(0777, 5), Content.of("c"))));
        extract(tree, "above/out", 2);
        assertEquals("666 0 0\n755 0 0\n777 0 0\n", bash("stat -c '%a %u %g' above/out/a above/out/b above/out/b/c"));
    }

    @Test
    void whatFailsHalfWayLeavesNothingBehind() throws Exception {
        Content cut = new Content() {
            @Override
            public long sizeBytes() {
                return 10;
            }

            @Override
            public InputStream open() throws IOException {
                throw new Failure("the image is cut off", "Fetch it again.");
            }
        };
        Stream<Entry> sound = Stream.iterate(0, i -> i + 1).limit(1000).map(i -> new Entry.PlainFile(
            String.format("f%04d", i), Attributes.ofRoot(0644, 5), Content.of("x")));
        FileTree tree = new Listed(Stream.concat(Stream.of(folderOf(""), new Entry.PlainFile("bad",
            Attributes.ofRoot(0644, 5), cut)), sound).toList());
        for (int threads : List.of(1, 2, 9)) {
            assertEquals("the image is cut off", assertThrows(Failure.class, () -> extract(tree, "new", threads))
                .getMessage());
            assertFalse(Files.exists(folder.resolve("new")));
        }
        Files.createDirectories(folder.resolve("there"));
        assertThrows(Failure.class, () -> extract(tree, "there", 2));
        assertEquals("", bash("ls -A there"));
        Files.writeString(folder.resolve("there/mine"), "kept");
        assertTrue(assertThrows(Failure.class, () -> extract(tree, "there", 2)).getMessage().contains("not empty"));
        assertEquals("kept", Files.readString(folder.resolve("there/mine")));
    }

    @Test
    void aContentThatIsLongerThanWasSaidIsRefused() {
        Content liar = new Content() {
            @Override
            public long sizeBytes() {
                return 1;
            }

            @Override
            public InputStream open() {
                return new java.io.ByteArrayInputStream(new byte[1 << 20]);
            }
        };
        FileTree tree = new Listed(List.of(folderOf(""), new Entry.PlainFile("liar", Attributes.ofRoot(0644, 5), liar)));
        assertTrue(assertThrows(Failure.class, () -> extract(tree, "new", 2)).getMessage().contains("more bytes"));
    }

    private static Entry folderOf(String path) {
        return new Entry.Folder(path, Attributes.ofRoot(0755, 5));
    }

    /** A tree of these entries. */
    private record Listed(List<Entry> list) implements FileTree {
        @Override
        public Optional<Entry> get(String path) {
            return list.stream().filter(entry -> entry.path().equals(path)).findAny();
        }

        @Override
        public Stream<Entry> entries() {
            return list.stream();
        }

        @Override
        public List<Entry> children(String inside) {
            throw new UnsupportedOperationException();
        }
    }
}

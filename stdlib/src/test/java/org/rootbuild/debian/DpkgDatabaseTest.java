package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.TarWriter;
import org.rootbuild.archive.UnpackOptions;
import org.rootbuild.archive.Unpacker;
import org.rootbuild.event.Activity;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;

/** Read by dpkg itself, and compared with what dpkg writes for the same packages. */
@Timeout(60)
class DpkgDatabaseTest {
    @TempDir
    private Path folder;
    private Path plain;
    private Path shared;
    private Tool tool;

    @BeforeEach
    void makePackages() throws Exception {
        tool = new Tool(folder, Map.of());
        plain = deb("plain", "Conffiles", "/etc/plain.conf\n", "Depends: shared");
        shared = deb("shared", "Multi", "", "Multi-Arch: same");
    }

    @Test
    void dpkgKnowsThePackagesTheirFilesAndTheirChecksums() throws Exception {
        Path root = root(DpkgDatabase.State.INSTALLED, plain, shared);
        assertEquals("install ok installed plain 1.0\ninstall ok installed shared 1.0\n", tool.run("dpkg-query",
            "--admindir=" + root.resolve("var/lib/dpkg"), "-W", "-f=${Status} ${Package} ${Version}\\n"));
        assertEquals("", tool.run("dpkg", "--root=" + root, "--audit"));
        assertEquals("", tool.run("dpkg", "--root=" + root, "--verify"));
        Files.writeString(root.resolve("usr/share/plain/text"), "changed");
        String verdict = tool.tryOut("", "dpkg", "--root=" + root, "--verify").output();
        assertTrue(verdict.contains("??5??????   /usr/share/plain/text"), verdict);
    }

    @Test
    void itIsWhatDpkgItselfWritesWhenItUnpacks() throws Exception {
        Path theirs = folder.resolve("theirs");
        Files.createDirectories(theirs.resolve("var/lib/dpkg/info"));
        Files.createDirectories(theirs.resolve("var/lib/dpkg/updates"));
        Files.writeString(theirs.resolve("var/lib/dpkg/status"), "");
        tool.run("dpkg", "--root=" + theirs, "--force-script-chrootless", "--force-depends", "--unpack",
            shared.toString(), plain.toString());
        Path ours = root(DpkgDatabase.State.UNPACKED, shared, plain);
        for (String query : List.of("-s", "-L")) {
            for (String name : List.of("plain", "shared")) {
                assertEquals(said(theirs, query, name), said(ours, query, name), query + " " + name);
            }
        }
        try (Stream<Path> files = Files.list(theirs.resolve("var/lib/dpkg/info"))) {
            for (Path file : files.toList()) {
                Path own = ours.resolve("var/lib/dpkg/info").resolve(file.getFileName());
                assertEquals(Files.readString(file), Files.readString(own), file.toString());
            }
        }
    }

    /** Without the checksum of what is still to be configured, which dpkg keeps beside the file until then. */
    private String said(Path root, String query, String name) throws Exception {
        return tool.run("dpkg", "--root=" + root, query, name).lines().sorted()
            .map(line -> line.replaceFirst(" (/etc/\\S+) .*", " $1")).toList().toString();
    }

    @Test
    void aPackageThatWasThereIsReplacedAndOthersStay() throws Exception {
        Path root = folder.resolve("again");
        WorkTree tree = tree();
        write(tree, DpkgDatabase.State.UNPACKED, plain, shared);
        write(tree, DpkgDatabase.State.INSTALLED, plain);
        extract(tree, root);
        assertEquals("installed plain\nunpacked shared\n", tool.run("dpkg-query",
            "--admindir=" + root.resolve("var/lib/dpkg"), "-W", "-f=${db:Status-Status} ${Package}\\n"));
    }

    private Path deb(String name, String what, String conffiles, String field) throws Exception {
        Path tree = Files.createTempDirectory(folder, name);
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(Files.createDirectories(tree.resolve("usr/share/" + name)).resolve("text"), what + "\n");
        if (!conffiles.isEmpty()) {
            Files.writeString(tree.resolve("DEBIAN/conffiles"), conffiles);
            Files.writeString(Files.createDirectories(tree.resolve("etc")).resolve(name + ".conf"), "setting\n");
        }
        Files.writeString(tree.resolve("DEBIAN/control"), "Package: " + name + "\nVersion: 1.0\nArchitecture: amd64\n"
            + field + "\nMaintainer: T <t@test.invalid>\nDescription: for a test\n more of it\n");
        Path script = Files.writeString(tree.resolve("DEBIAN/postinst"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        tool.run("sh", "-c", "cd " + tree + " && find usr -type f -exec md5sum {} + > DEBIAN/md5sums");
        Path file = folder.resolve(name + ".deb");
        tool.run("dpkg-deb", "--root-owner-group", "--build", tree.toString(), file.toString());
        return file;
    }

    private WorkTree tree() throws Exception {
        return new WorkTree(new TreeIndex(0), Files.createTempDirectory(folder, "contents"), 0);
    }

    private Path root(DpkgDatabase.State state, Path... debs) throws Exception {
        WorkTree tree = tree();
        write(tree, state, debs);
        return extract(tree, folder.resolve("ours"));
    }

    private static void write(WorkTree tree, DpkgDatabase.State state, Path... debs) throws Exception {
        DpkgDatabase database = DpkgDatabase.open(tree, state, 0);
        for (Path deb : debs) {
            new Unpacker(Limits.USUAL).unpack(deb, tree, UnpackOptions.EVERYTHING, Activity.SILENT);
            database.add(deb, deb.getFileName().toString(), Activity.SILENT);
        }
        database.close();
    }

    private Path extract(WorkTree tree, Path root) throws Exception {
        Path tar = folder.resolve("root.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            new TarWriter(Long.MAX_VALUE).write(tree, out, Activity.SILENT);
        }
        Files.createDirectories(root);
        tool.run("tar", "-xpf", tar.toString(), "-C", root.toString());
        return root;
    }
}

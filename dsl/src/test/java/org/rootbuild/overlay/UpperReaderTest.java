package org.rootbuild.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Fields;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Upper folders as the kernel leaves them, made by hand. */
class UpperReaderTest {
    @TempDir
    private Path folder;
    private Path upper;
    private Posix posix;
    private Powers powers;
    private final TreeIndex below = new TreeIndex(100);

    @BeforeEach
    void emptyUpper() throws Exception {
        posix = Posix.load();
        powers = Powers.ofThisProcess();
        new ChangesFolder(posix, powers).make(folder.resolve("changes"), below, List.of());
        upper = folder.resolve("changes/upper");
    }

    private void lies(Entry... entries) {
        below.apply(new Manifest(Fields.none(), java.util.Arrays.stream(entries).<Change>map(Change.Put::new).toList()));
    }

    private static Entry folder(String path) {
        return new Entry.Folder(path, Attributes.ofRoot(0755, 5));
    }

    private static Entry file(String path, Path content, long group) throws Exception {
        return new Entry.PlainFile(path, Attributes.ofRoot(0644, 5), new FileContent(content, Files.size(content)), group);
    }

    private String read(Scope scope) throws Exception {
        Shell.bash(upper, "touch -d @100 .");
        return new UpperReader(posix, powers).read(upper, below, scope).stream().map(change ->
            change instanceof Change.Put put ? put.entry().letter() + " " + change.path()
                + (put.entry() instanceof Entry.PlainFile file && file.linkGroup() != 0 ? " " + file.linkGroup() : "")
                : "gone " + change.path()).collect(Collectors.joining(", "));
    }

    private String read() throws Exception {
        return read(Scope.without(path -> false));
    }

    @Test
    void anUpperInWhichNothingWasDoneIsNoChange() throws Exception {
        assertEquals("", read());
    }

    @Test
    void whiteoutsOfEveryKindAreWhatIsGoneIfItWasThere() throws Exception {
        lies(folder("a"), folder("a/b"), folder("c"));
        Shell.bash(upper, "mknod a c 0 0; touch c; setfattr -n trusted.overlay.whiteout -v y c; mknod never c 0 0");
        assertEquals("gone a, gone c", read());
    }

    @Test
    void anOpaqueFolderHidesWhatItDoesNotHold() throws Exception {
        lies(folder("a"), folder("a/b"), folder("a/b/c"), folder("a/d"), folder("a/d/e"));
        Shell.bash(upper, "mkdir -p a/d/f; mknod a/x c 0 0; setfattr -n trusted.overlay.opaque -v y a; touch -d @5 a/d a");
        assertEquals("gone a/b, gone a/d/e, d a/d/f", read());
    }

    @Test
    void hardLinksAreGroupsNumberedByTheirFirstNames() throws Exception {
        Shell.bash(upper, "echo 1 > z; ln z m; echo 2 > y; ln y a; echo 3 > alone; mkdir build; ln alone build/other");
        assertEquals("f a 1, f alone, f m 2, f y 1, f z 2", read(Scope.without(path -> path.equals("build"))));
    }

    @Test
    void aCopyThatIsAsItWasBelowIsNoChange() throws Exception {
        Path content = Files.writeString(folder.resolve("content"), "text");
        lies(file("a", content, 0), file("b", content, 0), file("g", content, 1), file("h", content, 1), file("i", content, 1));
        Shell.bash(upper, "for f in a b g; do printf text > $f; touch -d @5 $f; done; ln g h; printf tex2 > b; touch -d @5 b");
        assertEquals("f b", read());
        Shell.bash(upper, "ln g k");
        assertEquals("f b, f g 1, f h 1, f k 1", read());
    }

    @Test
    void socketsAreLeftOutButHideWhatWasThere() throws Exception {
        lies(folder("was"), new Entry.Pipe("socket", Attributes.ofRoot(0600, 5), true));
        for (String name : List.of("new", "was", "socket")) {
            posix.makeNode(upper.resolve(name), org.rootbuild.posix.FileStatus.SOCKET, 0, 0);
        }
        assertEquals("gone was", read());
    }

    @Test
    void mountPointsAreNoChange() throws Exception {
        Shell.bash(upper, "mkdir -p proc dev tmp etc; touch etc/resolv.conf tmp/left");
        assertEquals("d etc, d tmp, f tmp/left",
            read(new Scope(path -> false, Set.of("proc", "dev", "tmp", "etc/resolv.conf"), Optional.empty())));
    }

    @Test
    void whatIsGoneOfTheHostIsSaidThoughTheTreeDoesNotKnowIt() throws Exception {
        Path host = Files.createDirectories(folder.resolve("host/usr/doc/old")).getParent().getParent().getParent();
        Shell.bash(host, "touch usr/a usr/doc/new");
        lies(folder("usr"));
        Shell.bash(upper, "mkdir -p usr/doc; mknod usr/a c 0 0; mknod usr/never c 0 0; touch usr/doc/new;"
            + " setfattr -n trusted.overlay.opaque -v y usr/doc; touch -d @5 usr");
        assertEquals("gone usr/a, d usr/doc, f usr/doc/new, gone usr/doc/old",
            read(new Scope(path -> false, Set.of(), Optional.of(host))));
        assertEquals("d usr/doc, f usr/doc/new", read());
    }

    @Test
    void namesAndTargetsThatAreNotUtf8NameTheirFolder() throws Exception {
        Shell.bash(upper, "mkdir in; touch \"in/$(printf '\\xff')\"");
        Failure failure = assertThrows(Failure.class, this::read);
        assertTrue(failure.getMessage().startsWith("the folder " + upper.resolve("in") + " holds a name that is not UTF-8"),
            failure.getMessage());
        Shell.bash(upper, "rm -r in; ln -s \"$(printf '\\xff')\" link");
        assertEquals("the target of the link " + upper.resolve("link") + " is not UTF-8",
            assertThrows(Failure.class, this::read).getMessage());
    }

    @Test
    void aFolderThatOnlyRefersToAnotherIsRefused() throws Exception {
        Shell.bash(upper, "mkdir a; setfattr -n trusted.overlay.redirect -v b a");
        assertTrue(assertThrows(Failure.class, this::read).getMessage().contains("redirect_dir"));
    }

    @Test
    void whatWasChangedOverTheHostsFoldersComesIntoTheOneTree() throws Exception {
        lies(folder("usr"), folder("etc"), folder("opt"));
        Path changes = folder.resolve("more");
        ChangesFolder folders = new ChangesFolder(posix, powers);
        folders.make(changes, below, List.of("usr", "etc", "none"));
        Shell.bash(changes, "touch host/usr/a; mkdir upper/usr; mkdir -p work/usr/work; chmod 000 work/usr/work");
        folders.normalise(changes);
        folders.normalise(changes);
        assertEquals("upper\nupper/usr\nupper/usr/a\n", Shell.bash(changes, "find * | sort"));
        Files.createDirectories(changes.resolve("host/usr/b"));
        assertThrows(Failure.class, () -> folders.normalise(changes));
        assertTrue(Files.exists(changes.resolve("host/usr/b")));
    }

    @Test
    void theHostsFoldersAreThoseOfItsPrograms() throws Exception {
        Path host = Files.createDirectory(folder.resolve("root"));
        Shell.bash(host, "mkdir -p usr/bin etc home/me var tmp proc data/me boot; ln -s usr/bin bin; ln -s boot/linux vmlinuz;"
            + " ln -s /usr/lib lib; touch file");
        HostFolders folders = new HostFolders(host, List.of(host.resolve("data/me")));
        assertEquals(List.of("etc", "usr"), folders.names());
        assertEquals(List.of("l bin", "d etc", "l lib", "d usr"),
            folders.entries(7).stream().map(entry -> entry.letter() + " " + entry.path()).toList());
        Files.delete(host.resolve("lib"));
        assertEquals(7, folders.entries(7).get(0).attributes().mtimeSeconds());
    }
}

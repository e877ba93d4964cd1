package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

/** Menus in the languages of the loaders. */
class MenuTest {
    @TempDir
    Path folder;

    @Test
    void grubTakesTitlesAndArgumentsOfAnyCharacters() throws Exception {
        HostileText text = new HostileText(20);
        List<String> files = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            List<MenuItem> items = new ArrayList<>();
            Set<String> titles = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                String title = "x" + text.next(12, "") + "x";
                if (titles.add(title)) {
                    items.add(new MenuItem.Kernel(title, "/" + text.next(5, "") + "x", List.of("/" + text.next(5, "")
                        + "x"),
                        KernelArguments.of(List.of(text.next(12, "\"'\\"), text.next(12, "\"'\\")))));
                }
            }
            Menu menu = new Menu(items, round, Optional.of(titles.iterator().next()), OptionalInt.of(115200));
            assertEquals(List.of(), GrubConfig.problems(menu).stream().map(Throwable::getMessage).toList());
            files.add(Files.writeString(folder.resolve(round + ".cfg"), GrubConfig.of(menu)).toString());
        }
        for (String file : files) {
            TestMachine.run(folder, "grub-script-check", file);
        }
    }

    @Test
    void grubScriptCheckDoesNotTakeAMenuThatIsQuotedWrongly() throws Exception {
        String good = GrubConfig.of(menu("It's", "a"));
        Path bad = Files.writeString(folder.resolve("bad.cfg"), good.replace("'\\''", "'"));
        assertThrows(AssertionError.class, () -> TestMachine.run(folder, "grub-script-check", bad.toString()));
    }

    @Test
    void aMenuForGrubReadsAsExpected() throws Exception {
        assertEquals("""
            # Written by rootbuild.
            if [ "$grub_platform" = pc ]; then
            \tserial --unit=0 --speed=115200 --word=8 --parity=no --stop=1
            \tterminal_input console serial
            \tterminal_output console serial
            \tterminfo -u serial vt100
            fi
            set timeout_style=menu
            set timeout=3
            set default='entry-2'

            menuentry 'It'\\''s one' --id 'entry-1' {
            \tlinux '/vmlinuz' root=LABEL=root 'dyndbg=file a.c +p' 'c=$d'
            \tinitrd '/a' '/b c'
            }

            submenu 'more' {
            \ttrue
            }

            menuentry 'two' --id 'entry-2' {
            \tlinux '/vmlinuz'
            }
            """, GrubConfig.of(sample()));
    }

    @Test
    void theSameMenuForSystemdBootIsFilesWithoutQuotes() throws Exception {
        AddedFiles.Builder files = AddedFiles.at(0);
        LoaderEntries.add(sample(), files);
        var tree = files.build();
        assertEquals("# Written by rootbuild.\ntimeout 3\ndefault 002-two.conf\nsubmenu 'more' {\n\ttrue\n}\n",
            text(tree, "loader/loader.conf"));
        assertEquals("title It's one\nsort-key 001\nlinux /vmlinuz\ninitrd /a\ninitrd /b c\n"
            + "options root=LABEL=root dyndbg=\"file a.c +p\" c=$d\n", text(tree, "loader/entries/001-it-s-one.conf"));
        assertEquals("title two\nsort-key 002\nlinux /vmlinuz\n", text(tree, "loader/entries/002-two.conf"));
    }

    @Test
    void forSyslinuxAPathWithABlankIsRefused() throws Exception {
        List<Failure> found = SyslinuxConfig.problems(sample());
        assertEquals(1, found.size());
        assertTrue(found.get(0).getMessage().startsWith("the path '/b c' of 'It's one'"), found.get(0).getMessage());
        assertEquals("""
            # Written by rootbuild.
            DEFAULT 1
            PROMPT 1
            TIMEOUT 50
            SAY 1: one

            LABEL 1
              MENU LABEL one
              LINUX /vmlinuz
              APPEND quiet
            """, SyslinuxConfig.of(menu("one", "quiet")));
    }

    @Test
    void argumentsAreSplitAsTheKernelDoes() throws Exception {
        assertEquals(List.of("a", "b=c d", "e f", "g"),
            KernelArguments.of(List.of(" a  b=\"c d\" \"e f\"", "\tg")).all());
        assertEquals("a b=\"c d\" \"e f\" g", KernelArguments.of(List.of("a b=\"c d\" \"e f\" g")).line());
        assertEquals(List.of(), KernelArguments.of(List.of("", "  ")).all());
    }

    @Test
    void whatNoKernelCouldGetIsRefused() {
        for (String bad : List.of("a\nb", "a\0", "open \"quote", "x".repeat(3000), "half \ud83d")) {
            assertThrows(Failure.class, () -> KernelArguments.of(List.of(bad)), Menu.shown(bad));
        }
    }

    @Test
    void allThatIsWrongWithAMenuIsSaidAtOnce() throws Exception {
        Menu menu = new Menu(List.of(entry("a\nb", "/k", ""), entry("twice", "k", ""), entry("twice", "/k", "it's"),
            entry(" blank", "/k", ""), entry("half \udc00", "/k", "")), 5, Optional.of("three"), OptionalInt.empty());
        List<String> said = GrubConfig.problems(menu).stream().map(Failure::getMessage).toList();
        assertEquals(7, said.size(), said.toString());
        Failure all = assertThrows(Failure.class, () -> Complaints.none(GrubConfig.problems(menu)));
        assertTrue(all.getMessage().contains("a\\u000ab") && all.getMessage().contains("half \\udc00"),
            all.getMessage());
        assertEquals(1, new Menu(List.of(), 5, Optional.empty(), OptionalInt.empty()).problems().size());
        assertThrows(IllegalArgumentException.class, () -> new Menu(List.of(), -1, Optional.empty(),
            OptionalInt.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Menu(List.of(), 1, Optional.empty(), OptionalInt.of(7)));
    }

    private static String text(AddedFiles tree, String path) throws Exception {
        var file = (org.rootbuild.tree.Entry.PlainFile) tree.get(path).orElseThrow();
        return new String(file.content().bytes(), StandardCharsets.UTF_8);
    }

    private static Menu sample() throws Failure {
        MenuItem one = new MenuItem.Kernel("It's one", "/vmlinuz", List.of("/a", "/b c"),
            KernelArguments.of(List.of("root=LABEL=root", "dyndbg=\"file a.c +p\"", "c=$d")));
        return new Menu(List.of(one, new MenuItem.Raw("submenu 'more' {\n\ttrue\n}\n"), entry("two", "/vmlinuz", "")),
            3,
            Optional.of("two"), OptionalInt.of(115200));
    }

    private static Menu menu(String title, String arguments) throws Failure {
        return new Menu(List.of(entry(title, "/vmlinuz", arguments)), 5, Optional.empty(), OptionalInt.empty());
    }

    private static MenuItem.Kernel entry(String title, String linux, String arguments) throws Failure {
        return new MenuItem.Kernel(title, linux, List.of(), KernelArguments.of(List.of(arguments)));
    }
}

package org.rootbuild.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtensionTextsTest {
    @Test
    void anInfoFileHasItsValuesInTheSeventeenthColumn() {
        String text = new ExtensionInfo(ExtensionName.of("nano"), "A small\neditor", "7.2", "", "https://nano.invalid",
            "GPLv3", "me", List.of("CLI", "EDITOR"), List.of("first", "second"), List.of("2020 first", "2021 later"))
            .text(331_000);
        assertEquals("""
            Title:          nano.tcz
            Description:    A small editor
            Version:        7.2
            Author:         unknown
            Original-site:  https://nano.invalid
            Copying-policy: GPLv3
            Size:           324K
            Extension_by:   me
            Tags:           CLI EDITOR
            Comments:       first
                            second
            Change-log:     2020 first
                            2021 later
            Current:        2021 later
            """, text);
    }

    @Test
    void sizesAreRoundedUpAsLsDoes() {
        for (String one : List.of("0 0", "1023 1023", "1024 1.0K", "4096 4.0K", "4097 4.1K", "10240 10K", "10241 11K",
            "1048576 1.0M", "84000000 81M", "3221225472 3.0G")) {
            String[] words = one.split(" ");
            assertEquals(words[1], ExtensionInfo.size(Long.parseLong(words[0])), one);
        }
    }

    @Test
    void namesKnowTheirKernel() {
        assertEquals("alsa-modules-5.4.3-tinycore64.tcz",
            ExtensionName.of("alsa-modules-KERNEL.tcz").on("5.4.3-tinycore64").file());
        assertEquals("KERNELS.tcz", ExtensionName.of("KERNELS").on("5.4.3").file());
        for (String bad : List.of("", ".tcz", "../a", "a/b", "a b", "-a", "a\nb", "x".repeat(300))) {
            assertThrows(IllegalArgumentException.class, () -> ExtensionName.of(bad), bad);
        }
    }

    @Test
    void aListOfExtensionsIsSortedByBytes() {
        List<ExtensionName> names = List.of("zsh", "Xorg", "a-b", "a").stream().map(ExtensionName::of).toList();
        assertEquals("Xorg.tcz\na-b.tcz\na.tcz\nzsh.tcz\n", ExtensionTexts.index(names));
    }

    @Test
    void aRepositoryHasItsOwnLayoutOrIsTheFolderItself() {
        Repository core = Repository.of("http://127.0.0.1/tinycore", Optional.of("11.x"), Optional.of("x86_64"),
            Optional.of("5.4.3"));
        assertEquals("http://127.0.0.1/tinycore/11.x/x86_64/tcz/gtk+2~x.tcz.dep", core.locate("gtk+2~x.tcz.dep")
            .toString());
        assertEquals("file:/srv/my%20tcz/a.tcz", Repository.of("file:///srv/my%20tcz", Optional.empty(),
            Optional.empty(), Optional.empty()).locate("a.tcz").toString());
        for (String bad : List.of("ftp://127.0.0.1/", "tcz", "http://", "http://a b/")) {
            assertThrows(IllegalArgumentException.class, () -> Repository.of(bad, Optional.empty(), Optional.empty(),
                Optional.empty()), bad);
        }
        IllegalArgumentException half = assertThrows(IllegalArgumentException.class, () -> Repository.of(
            "http://127.0.0.1/", Optional.of("11.x"), Optional.empty(), Optional.empty()));
        assertTrue(half.getMessage().contains("both"));
        assertThrows(IllegalArgumentException.class, () -> Repository.of("http://127.0.0.1/", Optional.of("../x"),
            Optional.of("x86"), Optional.empty()));
    }
}

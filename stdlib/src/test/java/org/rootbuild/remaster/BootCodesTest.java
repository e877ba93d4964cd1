package org.rootbuild.remaster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BootCodesTest {
    private static final BootCodes CODES = new BootCodes(List.of("tce=sda1", "cde", "loglevel=7"),
        List.of("loglevel", "quiet"));

    @Test
    void wordsAreAddedOnceBehindTheOthersAndTakenOutWithTheirValues() {
        assertEquals(List.of("initrd=/boot/core.gz", "cde", "tce=sda1", "loglevel=7"),
            CODES.in(List.of("initrd=/boot/core.gz", "loglevel=3", "quiet", "cde")));
    }

    @Test
    void everyKernelOfAnIsolinuxMenuIsToldThemAndNothingElseIs() {
        BootCodes.Edited edited = CODES.inSyslinux("""
            default core
            LABEL core
            \tKERNEL /boot/vmlinuz64
            \tAPPEND initrd=/boot/corepure64.gz loglevel=3
            label two
            \tkernel /boot/vmlinuz64
            \tinitrd /boot/corepure64.gz
            label menu
            \tkernel menu.c32
            \tappend other.cfg
            label disk
            \tlocalboot 0x80
            label none
            \tlinux /boot/vmlinuz64
            \tappend -
            """);
        assertEquals("""
            default core
            LABEL core
            \tKERNEL /boot/vmlinuz64
            \tAPPEND initrd=/boot/corepure64.gz tce=sda1 cde loglevel=7
            label two
            \tkernel /boot/vmlinuz64
            \tappend tce=sda1 cde loglevel=7
            \tinitrd /boot/corepure64.gz
            label menu
            \tkernel menu.c32
            \tappend other.cfg
            label disk
            \tlocalboot 0x80
            label none
            \tlinux /boot/vmlinuz64
            \tappend -
            """, edited.text());
        assertEquals(2, edited.entries());
    }

    @Test
    void aLineForAllLabelsIsEnoughForThoseWithoutOne() {
        BootCodes.Edited edited = CODES.inSyslinux("append quiet\nlabel a\n  kernel vmlinuz\nlabel b\n  kernel x\n");
        assertEquals("append tce=sda1 cde loglevel=7\nlabel a\n  kernel vmlinuz\nlabel b\n  kernel x\n", edited.text());
        assertEquals(1, edited.entries());
    }

    @Test
    void linesOfGrubThatLoadALinuxAreTold() {
        BootCodes.Edited edited = CODES.inGrub("menuentry 'a' {\n\tlinux /vmlinuz loglevel=3 noswap\n"
            + "\tinitrd /core.gz\n}\nmenuentry 'b' {\n\tlinuxefi /vmlinuz\n}\n");
        assertEquals("menuentry 'a' {\n\tlinux /vmlinuz noswap tce=sda1 cde loglevel=7\n\tinitrd /core.gz\n}\n"
            + "menuentry 'b' {\n\tlinuxefi /vmlinuz tce=sda1 cde loglevel=7\n}\n", edited.text());
        assertEquals(2, edited.entries());
    }

    @Test
    void whatIsNoMenuHasNoEntries() {
        assertEquals(new BootCodes.Edited("", 0), CODES.inSyslinux(""));
        assertEquals(new BootCodes.Edited("\u0000\u00ff", 0), CODES.inGrub("\u0000\u00ff"));
    }

    @Test
    void aWordHasNoBlanksAndNoControlCharacters() {
        assertTrue(BootCodes.isWord("tce=sda1"));
        for (String text : List.of("", "a b", "a\nb", "a\u0007")) {
            assertFalse(BootCodes.isWord(text), text);
        }
    }
}

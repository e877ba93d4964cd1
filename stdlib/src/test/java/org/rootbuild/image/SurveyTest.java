package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.compress.HostTool;
import org.rootbuild.raid.MdArray;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.raid.MdUuid;
import org.rootbuild.raid.MdVersion;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.MemoryVolume;

class SurveyTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Survey survey(String file) throws IOException {
        try (FileVolume volume = FileVolume.forReading(folder.resolve(file))) {
            return new Surveyor(SurveyOpener.all()).survey(volume);
        }
    }

    private String sh(String line) throws IOException {
        return HostTool.sh(folder, line);
    }

    private Optional<String> blkid(String file, String tag) throws IOException {
        Matcher found = Pattern.compile("(?m)^" + tag + "=(.*)$")
            .matcher(HostTool.attempt(folder, "blkid -p -o export " + file).output());
        return found.find() ? Optional.of(found.group(1).replaceAll("\\\\(.)", "$1")) : Optional.empty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mkfs.ext2 -q -L lab f", "mkfs.ext3 -q -L lab f", "mkfs.ext4 -q -L 'a label' -O metadata_csum,64bit f",
        "truncate -s 20M f; mkfs.vfat -F 12 -n LABEL f", "mkfs.vfat -F 16 -n 'TWO WORDS' f", "mkfs.vfat -F 32 -n BIG f",
        "mkswap -L swappy f", "mkfs.btrfs -q -L tree f", "mkfs.xfs -q -L space f", "mkfs.ext4 -q f",
        "mkdir d; rm f; mksquashfs d f -quiet -no-progress"})
    void saysWhatBlkidSays(String make) throws IOException {
        sh("truncate -s 310M f; " + make);
        SurveyContents found = survey("f").whole().orElseThrow();
        boolean fat = make.contains("vfat");
        assertEquals(blkid("f", "TYPE"), Optional.of(found.kind()).map(kind -> fat ? "vfat" : kind));
        assertEquals(blkid("f", "LABEL"), found.label());
        assertEquals(blkid("f", "UUID"), found.uuid());
        assertTrue(found.fault().isEmpty() && found.sizeBytes().orElse(0) > 0, found.toString());
        assertTrue(found.usedBytes().orElse(0) <= found.sizeBytes().getAsLong(), found.toString());
        // The signatures alone say the same, for filesystems that are damaged.
        try (FileVolume volume = FileVolume.forReading(folder.resolve("f"))) {
            SurveyContents signed = new Surveyor(List.of()).survey(volume).whole().orElseThrow();
            assertEquals(List.of(found.kind(), found.label(), found.uuid()),
                List.of(signed.kind(), signed.label(), signed.uuid()));
        }
    }

    @Test
    void saysWhatBlkidSaysOfHeadersWhoseToolsAreNotHere() throws IOException {
        byte[] luks = new byte[4 * MIB];
        System.arraycopy("LUKS".getBytes(), 0, luks, 0, 4);
        luks[4] = (byte) 0xBA;
        luks[5] = (byte) 0xBE;
        luks[7] = 1;
        System.arraycopy("0fc63daf-8483-4772-8e79-3d69d8477de4".getBytes(), 0, luks, 168, 36);
        Files.write(folder.resolve("f"), luks);
        assertEquals(blkid("f", "UUID"), survey("f").whole().orElseThrow().uuid());
        assertEquals(Optional.of("crypto_LUKS"), blkid("f", "TYPE"));
        assertEquals("luks", survey("f").whole().orElseThrow().kind());

        byte[] iso = new byte[MIB];
        iso[32768] = 1;
        System.arraycopy("CD001".getBytes(), 0, iso, 32769, 5);
        System.arraycopy("A CD                            ".getBytes(), 0, iso, 32808, 32);
        System.arraycopy("2024010203040506".getBytes(), 0, iso, 32768 + 813, 16);
        System.arraycopy("2025010203040507".getBytes(), 0, iso, 32768 + 830, 16);
        iso[32768 + 80] = 100;
        iso[32768 + 129] = 8;
        Files.write(folder.resolve("f"), iso);
        SurveyContents cd = survey("f").whole().orElseThrow();
        assertEquals(List.of("iso9660", "A CD", blkid("f", "UUID").orElseThrow()),
            List.of(cd.kind(), cd.label().orElseThrow(), cd.uuid().orElseThrow()));
        assertEquals(204800, cd.sizeBytes().getAsLong());
    }

    @Test
    void aDiskThatBootsBothWaysIsDescribed() throws IOException {
        sh("truncate -s 200M d; printf 'label: gpt\\nsize=1M,type=21686148-6449-6E6F-744E-656564454649\\n"
            + "size=64M,type=U\\ntype=L,name=root\\n' | sfdisk -q d; truncate -s 64M esp; mkfs.vfat -n ESP esp;"
            + " mmd -i esp ::efi ::efi/Boot; echo x | mcopy -i esp - ::efi/Boot/BootX64.efi;"
            + " mkdir -p r/boot/grub; echo x > r/boot/grub/grub.cfg;"
            + " mke2fs -q -t ext4 -d r root 100M; grub-mkimage -O i386-pc -o core -p /boot/grub biosdisk part_gpt ext2;"
            + " dd if=esp of=d bs=1M seek=2 conv=notrunc,sparse status=none;"
            + " dd if=root of=d bs=1M seek=66 conv=notrunc,sparse status=none;"
            + " dd if=/usr/lib/grub/i386-pc/boot.img of=d bs=440 count=1 conv=notrunc status=none;"
            + " dd if=core of=d bs=512 seek=2048 conv=notrunc status=none;"
            + " printf '\\0\\10' | dd of=d bs=1 seek=92 conv=notrunc status=none");
        Survey survey = survey("d");
        assertEquals("gpt", survey.table().orElseThrow().kind());
        assertEquals(List.of("unknown", "fat16", "ext4"),
            survey.parts().stream().map(part -> part.contents().orElseThrow().kind()).toList());
        String text = String.join("\n", SurveyText.of(survey));
        for (String words : List.of("boots (bios): GRUB's boot.img in the first sector",
            "boots (bios): partition 1: GRUB's core image at sector 2048", "partition 1: is a BIOS boot partition",
            "boots (uefi): partition 2: \\efi\\Boot\\BootX64.efi", "partition 3: a menu: /boot/grub/grub.cfg",
            "fat16 'ESP'", "free: sectors")) {
            assertTrue(text.contains(words), words + " in\n" + text);
        }
        sh("dd if=/dev/zero of=d bs=512 seek=2048 count=1 conv=notrunc status=none");
        assertTrue(String.join("\n", SurveyText.of(survey("d"))).contains("where there is none"));
    }

    @Test
    void syslinuxAndTheActivePartitionAreFound() throws IOException {
        sh("truncate -s 64M d; printf 'label: dos\\n2048,,c,*\\n' | sfdisk -q d; mkfs.vfat --offset 2048 d 64000"
            + " >/dev/null; syslinux -i -t 1048576 d;"
            + " dd if=/usr/lib/syslinux/mbr/mbr.bin of=d conv=notrunc status=none");
        String text = String.join("\n", SurveyText.of(survey("d")));
        for (String words : List.of("syslinux' mbr.bin in the first sector: boots the active partition",
            "partition 1: is active", "partition 1: syslinux in its boot sector")) {
            assertTrue(text.contains(words), words + " in\n" + text);
        }
    }

    @Test
    void raidMembersAreShownWithWhatIsInThem() throws IOException {
        sh("truncate -s 100M f; mkfs.ext4 -q -L inside f 90M");
        MdArray array = MdArray.mirror(MdVersion.V0_90,
            MdUuid.parse("5d279172:1ed20bf2:3017a5a8:c86610be").orElseThrow(), 2, 1).withMissing(Set.of(0));
        try (FileVolume member = FileVolume.forWriting(folder.resolve("f"))) {
            MdSuperblock.of(array, 1, member.sizeBytes()).write(member);
        }
        Survey survey = survey("f");
        SurveyContents md = survey.whole().orElseThrow();
        assertEquals("md", md.kind());
        assertEquals(Optional.of("inside"), md.inside().orElseThrow().label());
        assertEquals(blkid("f", "TYPE"), Optional.of("linux_raid_member"));
        assertTrue(SurveyText.of(survey).get(1).contains("md 0.90 raid1 member 1 of 2 (1 missing)"
            + " 5d279172:1ed20bf2:3017a5a8:c86610be; in it: ext4 'inside'"), SurveyText.of(survey).get(1));
    }

    @Test
    void damageIsToldAndTheRestStillShown() throws IOException {
        sh("truncate -s 64M d; printf 'label: gpt\\n,30M\\n,,S\\n' | sfdisk -q d;"
            + " mkfs.ext4 -q -E offset=1048576 d 30M");
        try (FileVolume volume = FileVolume.forWriting(folder.resolve("d"))) {
            volume.write(512 + 16, ByteBuffer.wrap(new byte[4]));
            volume.write(MIB + 1024 + 20, ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, -1, -1}));
        }
        Survey survey = survey("d");
        assertEquals(2, survey.parts().size());
        assertTrue(survey.notes().get(0).contains("its backup is used"), survey.notes().toString());
        assertEquals("ext4", survey.parts().get(0).contents().orElseThrow().kind());
        assertTrue(survey.parts().get(0).contents().orElseThrow().fault().isPresent());
    }

    @ParameterizedTest
    @CsvSource({"mac,apple-partition-map", "bsd,bsd-disklabel", "sun,sun-disklabel"})
    void tablesThatAreNotReadHereAreNamed(String label, String kind) throws IOException {
        sh("truncate -s 32M t; parted -s t mklabel " + label);
        assertEquals(kind, survey("t").whole().orElseThrow().kind());
    }

    @Test
    void aDamagedFolderOfAFilesystemHidesNothingElse() throws IOException {
        sh("truncate -s 16M e; mke2fs -q -t ext2 -b 1024 -L root e");
        Survey whole = survey("e");
        assertEquals(List.of(), whole.notes());
        sh("block=$(debugfs -R 'blocks /' e 2>/dev/null); printf '\\377\\377\\377\\377\\1' |"
            + " dd of=e bs=1 seek=$((block * 1024)) conv=notrunc status=none; ! e2fsck -fn e");
        Survey damaged = survey("e");
        assertEquals("root", damaged.whole().orElseThrow().label().orElseThrow());
        String note = damaged.notes().get(0);
        assertTrue(note.startsWith("the disk: the ext filesystem is damaged: the directory of inode 2"), note);
    }

    @Test
    void noiseOfAnySizeIsSurveyed() throws IOException {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            MemoryVolume noise = new MemoryVolume(random.nextInt(seed % 3 == 0 ? 5000 : 200_000));
            byte[] bytes = new byte[(int) noise.sizeBytes()];
            random.nextBytes(bytes);
            for (Object[] mark : new Object[][] {{65600, "_BHRfS_M"}, {0, "XFSB"}, {4086, "SWAPSPACE2"}, {0, "hsqs"},
                {512, "LABELONE"}, {536, "LVM2 001"}, {3, "NTFS    "}, {32769, "CD001"}, {1080, "\u0053\u00ef"}}) {
                byte[] text = ((String) mark[1]).getBytes(StandardCharsets.ISO_8859_1);
                if (random.nextInt(9) == 0 && (int) mark[0] + text.length < bytes.length) {
                    System.arraycopy(text, 0, bytes, (int) mark[0], text.length);
                }
            }
            noise.write(0, ByteBuffer.wrap(bytes));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () ->
                SurveyText.of(new Surveyor(SurveyOpener.all()).survey(noise)));
        }
    }
}

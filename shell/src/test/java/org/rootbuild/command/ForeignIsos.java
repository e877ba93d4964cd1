package org.rootbuild.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * ISOs as others make them, and what the standard tools say of an ISO. GRUB shows on the serial port what is in the
 * file {@code /word}, and isolinux takes it for a part of its settings and shows the name of the kernel in it.
 */
record ForeignIsos(Path folder) {
    /** The tools' options are those that Debian's and Ubuntu's installation images are made with. */
    private static final String MAKE = """
        mkdir -p cd/boot/isolinux cd/boot/grub cd/gone/deeper esp/EFI/BOOT
        cp /usr/lib/ISOLINUX/isolinux.bin /usr/lib/syslinux/modules/bios/ldlinux.c32 cd/boot/isolinux/
        printf 'serial 0 115200\\nprompt 0\\ninclude /word\\n' > cd/boot/isolinux/isolinux.cfg
        printf 'serial --unit=0 --speed=115200\\nterminal_output serial\\ncat /word\\n' > cd/boot/grub/grub.cfg
        printf 'default a\\nlabel a\\nkernel /BEFORE\\n' > cd/word
        echo x > cd/gone/deeper/file; ln -s word cd/link
        head -c 3000000 /dev/urandom > cd/big
        head -c 1000000 /dev/zero > moves
        printf 'search --set=root --file /boot/grub/grub.cfg\\nconfigfile ($root)/boot/grub/grub.cfg\\n' > start.cfg
        modules='iso9660 part_msdos part_gpt serial terminal search cat configfile normal'
        grub-mkimage -O x86_64-efi -o esp/EFI/BOOT/BOOTX64.EFI -p /boot/grub -c start.cfg fat $modules
        truncate -s 2880K esp.img; mkfs.vfat -n ESP esp.img > /dev/null; mcopy -s -i esp.img esp/EFI ::
        isolinux='-c boot/isolinux/boot.cat -b boot/isolinux/isolinux.bin'
        isolinux="$isolinux -no-emul-boot -boot-load-size 4 -boot-info-table"
        genisoimage -quiet -R -J -V GENISO $isolinux -o genisoimage.iso cd
        grub-mkrescue -quiet -o rescue.iso cd > /dev/null
        cp esp.img cd/boot/grub/efi.img
        xorriso -as mkisofs -quiet -R -J -V DEBIAN -isohybrid-mbr /usr/lib/ISOLINUX/isohdpfx.bin $isolinux \\
            -eltorito-alt-boot -e boot/grub/efi.img -no-emul-boot -isohybrid-gpt-basdat -o debian.iso cd
        rm cd/boot/grub/efi.img
        grub-mkimage -O i386-pc-eltorito -o cd/boot/grub/eltorito.img -p /boot/grub biosdisk $modules
        xorriso -as mkisofs -quiet -R -J -iso-level 3 -V UBUNTU --grub2-mbr /usr/lib/grub/i386-pc/boot_hybrid.img \\
            -partition_offset 16 --mbr-force-bootable -append_partition 2 28732ac11ff8d211ba4b00a0c93ec93b esp.img \\
            -appended_part_as_gpt -iso_mbr_part_type a2a0d0ebe5b9334487c068b6b72699c7 -c boot.catalog \\
            -b boot/grub/eltorito.img -no-emul-boot -boot-load-size 4 -boot-info-table --grub2-boot-info \\
            -eltorito-alt-boot -e --interval:appended_partition_2:all:: -no-emul-boot -o ubuntu.iso cd
        """;

    static ForeignIsos made(Path folder) throws Exception {
        ForeignIsos isos = new ForeignIsos(folder);
        isos.run(MAKE);
        return isos;
    }

    /** Runs a script of bash in the folder, which must end well; what it prints. */
    String run(String script) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script).directory(folder.toFile())
            .redirectError(errors.toFile()).redirectInput(new java.io.File("/dev/null"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(script + " failed:\n" + said + Files.readString(errors));
        }
        return said;
    }

    /** What xorriso takes out of the ISO, a line for each path: kind, mode, owner, target or digest of the content. */
    TreeMap<String, String> files(String iso) throws IOException, InterruptedException {
        String listed = run("rm -rf taken; xorriso -osirrox on:o_excl_off -indev '" + iso + "' -extract / taken"
            + " > said 2>&1; chmod -R u+rwX taken; cd taken; find . -mindepth 1 -printf '%P %y %#m %U:%G %l\\n' | sort;"
            + " echo ==; find . -type f -printf '%P\\0' | sort -z | xargs -0 sha256sum");
        TreeMap<String, String> files = new TreeMap<>();
        String[] parts = listed.split("==\n");
        parts[0].lines().forEach(line -> files.put(line.split(" ")[0], line));
        parts[1].lines().forEach(line -> files.merge(line.substring(66), line.substring(0, 64), String::concat));
        return files;
    }

    /**
     * What xorriso reports of how the ISO boots, without places and sizes, and without what only Apple's firmware reads
     * or what fills gaps between partitions.
     */
    List<String> boot(String iso) throws IOException, InterruptedException {
        List<String> lines = run("xorriso -indev '" + iso + "' -report_el_torito plain -report_system_area plain")
            .lines().map(line -> line.replaceAll("\\s+", " ")).toList();
        Set<String> dropped = lines.stream()
            .filter(line -> line.matches("GPT partname local : \\d+ (Gap\\d|HFSPLUS)"))
            .map(line -> line.split(" ")[4]).collect(Collectors.toSet());
        Set<String> numbered = new HashSet<>(Set.of("partname", "partition", "type", "start"));
        return lines.stream().filter(line -> !line.startsWith("APM ") && !(line.startsWith("GPT ")
                && numbered.contains(line.split(" ")[1])
                && dropped.contains(line.replaceAll("^[^:]*: (\\d+) .*", "$1"))))
            .map(line -> line.replaceAll("^(System area summary:.*) APM$", "$1")
                .replaceAll("^(El Torito catalog|ISO image size/512|GPT lba range) .*", "$1")
                .replaceAll("^(El Torito boot img : .*) \\d+$", "$1")
                .replaceAll("^((MBR partition|GPT start and size) .*?)( \\d+){2}$", "$1")
                .replaceAll("^(GPT entry array) .*", "$1"))
            .toList();
    }
}

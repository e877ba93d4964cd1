package org.rootbuild.loader;

import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;

/**
 * A partition as a boot loader sees it.
 *
 * @param name           what the recipe calls it
 * @param number         in the partition table, counted from 1; logical partitions of an MBR from 5
 * @param gpt            whether the table is a GPT; otherwise it is an MBR
 * @param sectorSize     of the disk, in bytes
 * @param filesystemKind {@code fat12}, {@code fat16}, {@code fat32}, {@code ext2}, {@code ext3}, {@code ext4},
 *                       {@code btrfs}, {@code xfs}, {@code squashfs}, {@code swap}; empty where there is none
 * @param label          of the filesystem
 * @param uuid           of the filesystem, as {@code blkid} prints it
 * @param contents       what the recipe puts into it, without what a loader adds
 */
public record Target(String name, int number, boolean gpt, int sectorSize, String filesystemKind,
                     Optional<String> label, Optional<String> uuid, FileTree contents) {
    public Target {
        Objects.requireNonNull(name);
        Objects.requireNonNull(filesystemKind);
        Objects.requireNonNull(label);
        Objects.requireNonNull(uuid);
        Objects.requireNonNull(contents);
        if (number < 1) {
            throw new IllegalArgumentException("partitions are counted from 1, not " + number);
        }
        if (sectorSize != 512 && sectorSize != 4096) {
            throw new IllegalArgumentException("no sector size: " + sectorSize);
        }
    }

    /** How GRUB calls it on the disk that it is started from: {@code gpt2}, {@code msdos1}. */
    String grubName() {
        return (gpt ? "gpt" : "msdos") + number;
    }

    boolean isFat() {
        return filesystemKind.startsWith("fat");
    }

    /** @throws Failure when there is none of that name */
    static Target named(String name, java.util.List<Target> all) throws Failure {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> new Failure(
            "the boot loader is to be on the partition '" + name + "', which the disk does not have",
            "Name one of: " + String.join(", ", all.stream().map(Target::name).toList()) + "."));
    }
}

package org.rootbuild.iso;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The first 32768 bytes of an ISO, which ISO 9660 leaves to others (ECMA-119, 6.2.1): the code that a BIOS starts when
 * the ISO lies on a disk, and partition tables.
 *
 * @param bytes       as they were, or the code alone: at most 32768, zeros follow. Whatever tables are in it are
 *                    replaced by those that follow from the other fields; a record that wants no patch and has no
 *                    partitions is written as it is. Not to be changed.
 * @param patch       what the code wants to know of the BIOS's boot image, which is the first entry of platform x86
 * @param mbr         entries of the MBR, at most 4; none leaves the table of {@link #bytes} alone. A GPT gets a
 *                    protective entry of number 1 where none is said that firmware would see
 * @param gpt         entries of a GPT; none means that there is no GPT
 * @param diskId      of the GPT; when it is empty, one is derived from the ISO's name and times
 * @param alignment   what the length of the whole is rounded up to, in bytes: 2048 or a multiple
 * @param innerBlock  0, or the block of 2048 bytes (16 or more) where a partition begins that is to be mounted as this
 *                    ISO too: a second set of descriptors and folders counts from there (xorriso,
 *                    {@code -partition_offset})
 */
public record SystemArea(byte[] bytes, Patch patch, List<MbrSlot> mbr, List<GptSlot> gpt, Optional<UUID> diskId,
                         int alignment, int innerBlock) {
    public static final int BYTES = 32768;
    /** 64 heads of 32 sectors: a cylinder of what isohybrid pretends that a disk is. */
    public static final int CYLINDER_BYTES = 1 << 20;
    /** Nothing but zeros. */
    public static final SystemArea EMPTY =
        new SystemArea(new byte[0], Patch.NONE, List.of(), List.of(), Optional.empty(), 2048, 0);
    /** Where the code is told the boot image's place. */
    static final int PATCH_AT = 432;
    private static final int MOST_MBR = 4;
    private static final int MOST_GPT = 128;

    public SystemArea {
        Objects.requireNonNull(patch);
        Objects.requireNonNull(diskId);
        mbr = List.copyOf(mbr);
        gpt = List.copyOf(gpt);
        if (bytes.length > BYTES || mbr.size() > MOST_MBR || gpt.size() > MOST_GPT) {
            throw new IllegalArgumentException("too much for a system area: " + bytes.length + " bytes, " + mbr.size()
                + " and " + gpt.size() + " partitions");
        }
        if (innerBlock < 0 || innerBlock > 0 && innerBlock < 16) {
            throw new IllegalArgumentException("no place for a partition: block " + innerBlock);
        }
        if (alignment < 2048 || alignment % 2048 != 0) {
            throw new IllegalArgumentException("not a multiple of 2048 bytes: " + alignment);
        }
        Set<Integer> numbers = new HashSet<>();
        for (MbrSlot one : mbr) {
            if (one.number() > MOST_MBR || !numbers.add(one.number())) {
                throw new IllegalArgumentException("no place for an MBR's partition " + one.number());
            }
        }
        numbers.clear();
        for (GptSlot one : gpt) {
            if (one.number() > MOST_GPT || !numbers.add(one.number())) {
                throw new IllegalArgumentException("no place for a GPT's partition " + one.number());
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SystemArea that && Arrays.equals(bytes, that.bytes) && patch == that.patch
            && mbr.equals(that.mbr) && gpt.equals(that.gpt) && diskId.equals(that.diskId)
            && alignment == that.alignment && innerBlock == that.innerBlock;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), patch, mbr, gpt, diskId, alignment, innerBlock);
    }

    /** What is written into the code. */
    public enum Patch {
        /** Nothing. */
        NONE,
        /** The boot image's place in sectors of 512 bytes, as 32 bits at byte 432 (isohybrid of syslinux). */
        ISOLINUX,
        /** The place of the boot image's second 2048 bytes in sectors of 512, as 64 bits at byte 432 (GRUB). */
        GRUB
    }

    /**
     * A partition of the MBR.
     *
     * @param number 1 to 4
     * @param type   0 to 255; isohybrid marks with 0 what firmware is to overlook and a BIOS is to boot
     */
    public record MbrSlot(int number, int type, boolean active, Covers covers) {
        public MbrSlot {
            Objects.requireNonNull(covers);
            if (number < 1 || type < 0 || type > 0xFF) {
                throw new IllegalArgumentException("partition " + number + " of type " + type);
            }
        }
    }

    /**
     * A partition of the GPT.
     *
     * @param number 1 to 128
     * @param id     the partition's own; when it is empty, one is derived from the ISO's name and times
     */
    public record GptSlot(int number, UUID type, Optional<UUID> id, String name, long flags, Covers covers) {
        public GptSlot {
            Objects.requireNonNull(type);
            Objects.requireNonNull(id);
            Objects.requireNonNull(name);
            Objects.requireNonNull(covers);
            if (number < 1) {
                throw new IllegalArgumentException("partition " + number);
            }
        }
    }

    /** Which sectors a partition is of; they are known when the ISO is written. */
    public sealed interface Covers {
        /** From this sector of 512 bytes to the end of the filesystem, what is appended not included. */
        record Iso(long firstSector) implements Covers {
        }

        /** From this sector of 512 bytes to the end of the file. */
        record Whole(long firstSector) implements Covers {
        }

        /** One sector of the MBR itself: a partition that is there to be active and for nothing else. */
        record Nothing() implements Covers {
        }

        /** The image of that entry of the catalogue, the first is 0. */
        record Entry(int index) implements Covers {
        }

        /** A file of the tree. */
        record File(String path) implements Covers {
        }

        /** The appended image of that number. */
        record Appended(int number) implements Covers {
        }
    }
}

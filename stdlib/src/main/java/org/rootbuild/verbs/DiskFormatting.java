package org.rootbuild.verbs;

import java.util.Objects;
import java.util.Optional;
import org.rootbuild.disk.Formatting;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.mkfs.BtrfsMaker;
import org.rootbuild.mkfs.SquashfsMaker;
import org.rootbuild.mkfs.Surroundings;
import org.rootbuild.mkfs.SwapMaker;
import org.rootbuild.mkfs.XfsMaker;

/** A filesystem that a recipe asks for. */
final class DiskFormatting implements Formatting {
    private final DiskFormatOptions options;
    private final int sectorSize;
    private final Optional<Surroundings> with;
    /** Of a kind that is costly to measure, and does not depend on its place. */
    private Optional<FilesystemMaker> kept = Optional.empty();

    /** @param with where the host's tools run; empty while a recipe is read */
    DiskFormatting(DiskFormatOptions options, int sectorSize, Optional<Surroundings> with) {
        this.options = Objects.requireNonNull(options);
        this.sectorSize = sectorSize;
        this.with = with;
    }

    /** @throws IllegalArgumentException with a sentence when there can be no such filesystem */
    void check() {
        switch (kind()) {
            case "fat", "fat12", "fat16", "fat32" -> options.fat(sectorSize, 0);
            case "swap" -> options.swap();
            case "squashfs" -> options.squashfs();
            case "btrfs" -> options.btrfs();
            case "xfs" -> options.xfs();
            default -> DiskExt.maker(options);
        }
    }

    @Override
    public String kind() {
        return options.kind();
    }

    @Override
    public Optional<String> label() {
        return Optional.of(options.label()).filter(label -> !label.isEmpty());
    }

    @Override
    public Optional<String> uuid() {
        return options.shownId();
    }

    @Override
    public FilesystemMaker maker(long firstSector) {
        return switch (kind()) {
            case "fat", "fat12", "fat16", "fat32" -> new FatMaker(options.fat(sectorSize, firstSector));
            case "swap" -> new SwapMaker(options.swap());
            case "squashfs" -> squashfs();
            case "btrfs" -> new BtrfsMaker(options.btrfs(), with.orElseThrow());
            case "xfs" -> new XfsMaker(options.xfs(), with.orElseThrow());
            default -> DiskExt.maker(options);
        };
    }

    private FilesystemMaker squashfs() {
        if (kept.isEmpty()) {
            kept = Optional.of(new SquashfsMaker(options.squashfs(), with.orElseThrow()));
        }
        return kept.get();
    }
}

package org.rootbuild.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * GRUB 2 on an ISO, for a BIOS, for UEFI, or for both. Both show the one grub.cfg of the ISO. For UEFI an EFI system
 * partition is made, whose program finds the ISO by a file that no other ISO has.
 *
 * <p>The image for a BIOS is what {@code grub-mkimage -O i386-pc-eltorito} makes: {@code cdboot.img}, then
 * {@code core.img}.
 */
public final class GrubIso {
    private static final int CD_BOOT_BYTES = 2048;
    /** Where {@code core.img}'s first sector says how long the rest is ({@code include/grub/i386/pc/boot.h}). */
    private static final int LENGTH_AT = CD_BOOT_BYTES + CoreImage.SECTOR_BYTES - 4;
    private static final short FIRST_SEGMENT = (short) 0x820;

    private final GrubSettings grub;
    private final String mark;

    /**
     * @param grub of which the names of partitions have no meaning here
     * @param mark a name that no other ISO has, for a file in GRUB's folder
     * @throws Failure when the menu cannot be written for GRUB; everything that is wrong with it is said
     */
    public GrubIso(GrubSettings grub, String mark) throws Failure {
        this.grub = Objects.requireNonNull(grub);
        this.mark = Objects.requireNonNull(mark);
        Complaints.none(GrubConfig.problems(grub.menu()));
    }

    /** What the ISO gets besides its own files. */
    public FileTree additions() throws IOException {
        AddedFiles.Builder files = AddedFiles.at(grub.epochSeconds());
        files.file(grub.inFolder("grub.cfg"), Content.of(GrubConfig.of(grub.menu())));
        files.file(grub.inFolder(mark), Content.of("The EFI program of this ISO finds it by this file.\n"));
        if (grub.bios().isPresent()) {
            GrubFiles bios = grub.bios().get();
            grub.addLoadable(bios, files);
            files.file(image(), Content.of(biosImage(bios)));
        }
        return files.build();
    }

    private byte[] biosImage(GrubFiles bios) throws IOException {
        List<String> modules = new ArrayList<>(List.of("biosdisk", "iso9660"));
        modules.addAll(grub.modules());
        CoreImage core = CoreImage.of(bios, modules, "/" + grub.folder(), Optional.empty());
        byte[] start = bios.read("cdboot.img");
        if (start.length > CD_BOOT_BYTES) {
            throw new Failure("cdboot.img of " + bios.source() + " has " + start.length + " bytes instead of 2048",
                "Get the package again.");
        }
        byte[] rest = core.bytes();
        ByteBuffer image = ByteBuffer.allocate(CD_BOOT_BYTES + rest.length).order(ByteOrder.LITTLE_ENDIAN).put(start);
        image.put(CD_BOOT_BYTES, rest);
        return image.putShort(LENGTH_AT, (short) (core.sectors() - 1)).putShort(LENGTH_AT + 2, FIRST_SEGMENT).array();
    }

    /** The path of the boot image for a BIOS, which wants a boot information table and GRUB's own; empty without. */
    public Optional<String> biosImage() {
        return grub.bios().map(files -> image());
    }

    private String image() {
        return grub.inFolder(GrubFiles.BIOS + "/eltorito.img");
    }

    /** What a BIOS starts from a disk; it wants to know where the boot image is. */
    public byte[] diskCode() throws IOException {
        return grub.bios().orElseThrow().read("boot_hybrid.img");
    }

    /** What lies on the EFI system partition; empty when nothing is for UEFI. */
    public Optional<FileTree> efiPartition() throws Failure {
        if (grub.efi().isEmpty()) {
            return Optional.empty();
        }
        AddedFiles.Builder files = AddedFiles.at(grub.epochSeconds());
        List<String> prefixes = new ArrayList<>();
        for (GrubEfi one : grub.efi()) {
            files.file(one.architecture().removablePath(), one.program());
            if (!prefixes.contains(one.prefix())) {
                prefixes.add(one.prefix());
                files.file(TreePath.child(one.prefix(), "grub.cfg"), Content.of(grub.pointer("--file --set=root "
                    + GrubConfig.quoted("/" + grub.inFolder(mark)))));
            }
        }
        return Optional.of(files.build());
    }
}

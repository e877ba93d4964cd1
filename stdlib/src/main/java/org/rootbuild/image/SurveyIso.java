package org.rootbuild.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.rootbuild.iso.BootEntry;
import org.rootbuild.iso.BootImage;
import org.rootbuild.iso.BootSetup;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** What is to be said of an ISO: how it boots as a CD, and what is unusual. */
final class SurveyIso {
    private static final int HEAD_AT = 32769;
    private static final String HEAD = "CD001";

    private final Volume volume;
    private final int partition;

    /** @param partition 0 for the disk as a whole */
    SurveyIso(Volume volume, int partition) {
        this.volume = volume;
        this.partition = partition;
    }

    /** Whether ISO 9660 begins there. */
    static boolean is(Volume volume) throws IOException {
        return volume.sizeBytes() >= HEAD_AT + HEAD.length() && new String(volume.read(HEAD_AT, HEAD.length()).array(),
            StandardCharsets.ISO_8859_1).equals(HEAD);
    }

    /** Adds what boots, and a sentence for each thing that is not as it should be. */
    void boots(List<SurveyBoot> boots, List<String> notes) throws IOException {
        if (!is(volume)) {
            return;
        }
        try {
            Optional<IsoFilesystem> iso = IsoFilesystem.open(volume);
            if (iso.isPresent()) {
                notes.addAll(iso.get().notes());
                BootSetup setup = iso.get().boot();
                setup.entries().forEach(entry -> boots.add(new SurveyBoot(firmware(entry), partition, told(entry))));
            }
        } catch (Failure damaged) {
            String fault = Surveyor.where(partition) + ": " + damaged.getMessage();
            if (!notes.contains(fault)) {
                notes.add(fault);
            }
        }
    }

    private static String firmware(BootEntry entry) {
        return entry.platform() == BootEntry.Platform.EFI ? "uefi" : "bios";
    }

    private static String told(BootEntry entry) {
        StringBuilder text = new StringBuilder("boots as a CD: ").append(image(entry.image()));
        if (entry.platform() != BootEntry.Platform.EFI && entry.platform() != BootEntry.Platform.X86) {
            text.append(", for ").append(entry.platform());
        }
        if (entry.emulation() != BootEntry.Emulation.NONE) {
            text.append(", as a ").append(entry.emulation().name().toLowerCase(java.util.Locale.ROOT)
                .replace('_', ' '));
        } else if (entry.loadSectors() > 0) {
            text.append(", ").append(entry.loadSectors()).append(" sectors of it are loaded");
        }
        if (entry.bootInfoTable() || entry.grubBootInfo()) {
            text.append(", it is told its place").append(entry.grubBootInfo() ? " as GRUB wants it" : "");
        }
        return text.append(entry.bootable() ? "" : " (marked as not bootable)").toString();
    }

    private static String image(BootImage image) {
        if (image instanceof BootImage.InTree file) {
            return "/" + file.path();
        }
        return image instanceof BootImage.Hidden hidden
            ? "an image of " + hidden.content().sizeBytes() + " bytes that no file shows"
            : "the appended image of " + ((BootImage.Appended) image).content().sizeBytes() + " bytes";
    }
}

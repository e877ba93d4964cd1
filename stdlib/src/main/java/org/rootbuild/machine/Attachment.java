package org.rootbuild.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a disk is connected to a machine. */
public enum Attachment {
    VIRTIO("virtio", true),
    /** The parallel one of old PCs; a machine that has it has the chipset i440FX. */
    IDE("ide", false),
    /** AHCI. */
    SATA("sata", false),
    /** virtio-scsi. */
    SCSI("scsi", true),
    NVME("nvme", true),
    /** A stick on USB 3. */
    USB("usb", true);

    private final String word;
    private final boolean anySectors;

    Attachment(String word, boolean anySectors) {
        this.word = word;
        this.anySectors = anySectors;
    }

    /** As recipes and command lines say it. */
    public String word() {
        return word;
    }

    /** Whether its disks may have sectors of 4096 bytes. */
    public boolean hasAnySectors() {
        return anySectors;
    }

    public static Optional<Attachment> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Attachment::word).toList();
    }
}

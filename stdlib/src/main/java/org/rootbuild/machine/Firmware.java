package org.rootbuild.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a machine starts with. */
public enum Firmware {
    /** SeaBIOS, which comes with QEMU. */
    BIOS("bios"),
    /** OVMF, with variables that nobody has set. */
    UEFI("uefi");

    private final String word;

    Firmware(String word) {
        this.word = word;
    }

    /** As recipes and command lines say it. */
    public String word() {
        return word;
    }

    public static Optional<Firmware> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Firmware::word).toList();
    }
}

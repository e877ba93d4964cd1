package org.rootbuild.machine;

/** What a machine really runs on. */
public enum Accelerator {
    /** The processor's own virtualisation, through {@code /dev/kvm}. */
    KVM("kvm", "host"),
    /** QEMU's translation of guest instructions: works everywhere, ten to thirty times slower. */
    // Page tables of five levels, which OVMF hands on, end kernel 6.12 in a double fault on QEMU 7.2.
    TCG("tcg", "max,la57=off");

    private final String word;
    private final String processor;

    Accelerator(String word, String processor) {
        this.word = word;
        this.processor = processor;
    }

    /** The value of QEMU's {@code accel=}. */
    String word() {
        return word;
    }

    /** The value of QEMU's {@code -cpu}: everything that this accelerator offers. */
    String processor() {
        return processor;
    }
}

package org.rootbuild.loader;

import java.util.Arrays;
import org.rootbuild.problem.Failure;

/** A kind of machine with UEFI, and what its programs are called (UEFI Specification 2.10, section 3.5.1.1). */
public enum EfiArchitecture {
    X64("x64", 0x8664, "x86_64-efi"), IA32("ia32", 0x014c, "i386-efi"), AA64("aa64", 0xaa64, "arm64-efi"),
    ARM("arm", 0x01c2, "arm-efi"), RISCV64("riscv64", 0x5064, "riscv64-efi"),
    LOONGARCH64("loongarch64", 0x6264, "loongarch64-efi");

    private final String shortName;
    private final int machine;
    private final String grubPlatform;

    EfiArchitecture(String shortName, int machine, String grubPlatform) {
        this.shortName = shortName;
        this.machine = machine;
        this.grubPlatform = grubPlatform;
    }

    /** In names of files: {@code x64}. */
    public String shortName() {
        return shortName;
    }

    /** The folder of GRUB's files: {@code x86_64-efi}. */
    public String grubPlatform() {
        return grubPlatform;
    }

    /** What firmware starts from a disk that nothing was said to it about. */
    public String removablePath() {
        return "EFI/BOOT/BOOT" + shortName.toUpperCase(java.util.Locale.ROOT) + ".EFI";
    }

    /** @throws Failure when the program is for another kind of machine */
    static EfiArchitecture of(PeImage program, String source) throws Failure {
        return Arrays.stream(values()).filter(one -> one.machine == program.machine()
                || one == ARM && program.machine() == 0x01c4).findFirst()
            .orElseThrow(() -> new Failure(source + " is a program for the unknown machine 0x"
                + Integer.toHexString(program.machine()), "Take one for x86-64, i386, arm, arm64, riscv64 or"
                + " loongarch64."));
    }
}

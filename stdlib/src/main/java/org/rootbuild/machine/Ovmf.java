package org.rootbuild.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/** The UEFI for virtual machines that distributions package: shared code, and variables that each machine has. */
public final class Ovmf {
    private static final List<Found> USUAL = List.of(
        // Debian and Ubuntu
        found("usr/share/OVMF/OVMF_CODE_4M.fd", "usr/share/OVMF/OVMF_VARS_4M.fd"),
        found("usr/share/OVMF/OVMF_CODE.fd", "usr/share/OVMF/OVMF_VARS.fd"),
        // Fedora and its kin
        found("usr/share/edk2/ovmf/OVMF_CODE.fd", "usr/share/edk2/ovmf/OVMF_VARS.fd"),
        // Arch, newest first
        found("usr/share/edk2/x64/OVMF_CODE.4m.fd", "usr/share/edk2/x64/OVMF_VARS.4m.fd"),
        found("usr/share/edk2-ovmf/x64/OVMF_CODE.fd", "usr/share/edk2-ovmf/x64/OVMF_VARS.fd"),
        // openSUSE
        found("usr/share/qemu/ovmf-x86_64-code.bin", "usr/share/qemu/ovmf-x86_64-vars.bin"),
        // QEMU's own, also from Homebrew
        found("usr/share/qemu/edk2-x86_64-code.fd", "usr/share/qemu/edk2-i386-vars.fd"),
        found("opt/homebrew/share/qemu/edk2-x86_64-code.fd", "opt/homebrew/share/qemu/edk2-i386-vars.fd"),
        found("usr/local/share/qemu/edk2-x86_64-code.fd", "usr/local/share/qemu/edk2-i386-vars.fd"));

    private final Path top;

    /**
     * A UEFI on this host.
     *
     * @param code      must not be written to
     * @param variables as they are when nobody has set any
     */
    record Found(Path code, Path variables) {
        /** The variables of one machine, made anew. */
        Path freshVariables(Path folder) throws Failure {
            try {
                // A package's file may be read-only, and a copy is not.
                Path copy = folder.resolve("uefi-variables.fd");
                Files.write(copy, Files.readAllBytes(variables));
                return copy;
            } catch (IOException trouble) {
                throw new Failure("copying the variables of the UEFI from " + variables + " did not work: "
                    + trouble.getMessage(), "Make room in " + folder + ".", trouble);
            }
        }
    }

    /** @param top the folder that the usual places are looked for in; {@code /} for this host */
    public Ovmf(Path top) {
        this.top = Objects.requireNonNull(top);
    }

    /** @throws HostLacks where this host has none, with what to install */
    Found find() throws HostLacks {
        Optional<Found> found = USUAL.stream().map(one -> new Found(top.resolve(one.code), top.resolve(one.variables)))
            .filter(one -> Files.isReadable(one.code) && Files.isReadable(one.variables)).findFirst();
        return found.orElseThrow(() -> new HostLacks("the machine asks for UEFI, and this host has no OVMF to start it"
            + " with", "Install it: 'apt-get install ovmf' (Debian, Ubuntu), 'dnf install edk2-ovmf' (Fedora),"
            + " 'pacman -S edk2-ovmf' (Arch), 'apk add ovmf' (Alpine)."));
    }

    /** @throws HostLacks where this host has none, with what to install */
    public void require() throws HostLacks {
        find();
    }

    private static Found found(String code, String variables) {
        return new Found(Path.of(code), Path.of(variables));
    }
}

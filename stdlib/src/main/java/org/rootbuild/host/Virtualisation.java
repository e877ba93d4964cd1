package org.rootbuild.host;

import java.util.Optional;
import org.rootbuild.machine.Verdict;

/**
 * What boots the results of a build.
 *
 * @param qemu       QEMU's own words for its version; empty if it is not there
 * @param qemuRemedy what to type to get it
 * @param kvm        the trial of KVM; empty if there is no QEMU to try it with
 */
record Virtualisation(Optional<String> qemu, String qemuRemedy, Optional<Verdict> kvm) {
    Check emulator() {
        return qemu.map(version -> Check.ok("QEMU", version))
            .orElseGet(() -> Check.lacks("QEMU", "qemu-system-x86_64 is not on PATH; nothing can be booted",
                qemuRemedy));
    }

    Check hardware() {
        if (kvm.isEmpty()) {
            return Check.warns("KVM", "not tried without QEMU", qemuRemedy);
        }
        Verdict verdict = kvm.get();
        return verdict.whyNot()
            .map(why -> Check.warns("KVM", why + "; machines are emulated, which is slow", verdict.remedy()))
            .orElseGet(() -> Check.ok("KVM", "a trial guest ran"));
    }
}

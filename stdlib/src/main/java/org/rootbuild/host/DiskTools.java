package org.rootbuild.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.machine.Ovmf;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Tools;

/**
 * What some disk images need of the host; most need nothing, so that nothing of it is missed by whoever makes those.
 */
record DiskTools(Tools tools, Ovmf firmware) {
    private static final String UEFI = "UEFI for QEMU";
    private static final String FORMATS = "tools for disks";
    /** What cannot be done without a program. */
    private static final Map<String, String> USED_FOR = new TreeMap<>(Map.of("qemu-img", "qcow2, vmdk, vdi and vhd(x)",
        "mksquashfs", "squashfs", "mkfs.btrfs", "btrfs", "mkfs.xfs", "xfs", "syslinux", "extlinux(…)", "mcopy",
        "extlinux(…)"));

    Check uefi() {
        try {
            firmware.require();
            return Check.ok(UEFI, "OVMF is installed");
        } catch (HostLacks missing) {
            return Check.warns(UEFI, "no OVMF; machines with firmware 'uefi' cannot be started", missing.remedy());
        }
    }

    Check formats() {
        List<String> missing = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        USED_FOR.forEach((tool, use) -> {
            try {
                tools.find(tool);
            } catch (HostLacks absent) {
                missing.add(tool + " (for " + use + ")");
                remedies.add(absent.remedy());
            }
        });
        return missing.isEmpty() ? Check.ok(FORMATS, String.join(", ", USED_FOR.keySet()))
            : Check.warns(FORMATS, "not on PATH: " + String.join(", ", missing) + "; other disks need none of them",
                String.join("\n", remedies.stream().distinct().toList()));
    }
}

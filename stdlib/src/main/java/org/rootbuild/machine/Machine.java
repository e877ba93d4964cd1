package org.rootbuild.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A PC that boots a kernel directly, or what its drives hold. Its first serial port is its console.
 *
 * @param kernel       booted whatever the drives hold; empty where the firmware looks for something to boot
 * @param firmware     what it starts with
 * @param drives       in the order in which the firmware tries them (a BIOS tries the first disk and all CDs); at most
 *                     6 of them on SATA and 4 on IDE
 * @param memoryMiB    1 to 1048576
 * @param cpus         1 to 255
 * @param acceleration which accelerator to use
 * @param network      whether it has a network card with the way out that QEMU's user network gives; none if false
 * @param screen       whether it has a screen, which nobody sees but which can be photographed
 * @param restarts     whether it may reset itself; otherwise a reset ends it
 */
public record Machine(Optional<DirectKernel> kernel, Firmware firmware, List<Drive> drives, int memoryMiB, int cpus,
                      Acceleration acceleration, boolean network, boolean screen, boolean restarts) {
    private static final int MOST_ON_SATA = 6;
    private static final int MOST_ON_IDE = 4;
    private static final int MOST_DRIVES = 16;

    public Machine {
        Objects.requireNonNull(kernel);
        Objects.requireNonNull(firmware);
        Objects.requireNonNull(acceleration);
        drives = onOneChipset(List.copyOf(drives));
        if (kernel.isEmpty() && drives.isEmpty()) {
            throw new IllegalArgumentException("a machine has something to boot");
        }
        require(drives.size(), MOST_DRIVES, "drives");
        require(count(drives, Attachment.SATA), MOST_ON_SATA, "drives on sata");
        require(count(drives, Attachment.IDE), MOST_ON_IDE, "drives on ide");
        if (memoryMiB < 1 || memoryMiB > 1 << 20) {
            throw new IllegalArgumentException("a machine has 1 to 1048576 MiB of memory, not " + memoryMiB);
        }
        if (cpus < 1 || cpus > 255) {
            throw new IllegalArgumentException("a machine has 1 to 255 processors, not " + cpus);
        }
    }

    /** One processor, 512 MiB, no initrd, an empty command line, the best accelerator that works, nothing else. */
    public static Machine booting(Path kernel) {
        return new Machine(Optional.of(new DirectKernel(kernel, Optional.empty(), "")), Firmware.BIOS, List.of(), 512,
            1, Acceleration.AUTO, false, false, false);
    }

    /** One processor, 512 MiB, BIOS, the best accelerator that works, a screen, no network. */
    public static Machine of(List<Drive> drives) {
        return new Machine(Optional.empty(), Firmware.BIOS, drives, 512, 1, Acceleration.AUTO, false, true, false);
    }

    /** @throws IllegalArgumentException where it boots no kernel directly */
    public Machine initrd(Path file) {
        DirectKernel now = direct();
        return with(Optional.of(new DirectKernel(now.kernel(), Optional.of(file), now.commandLine())));
    }

    /** @throws IllegalArgumentException where it boots no kernel directly */
    public Machine commandLine(String line) {
        DirectKernel now = direct();
        return with(Optional.of(new DirectKernel(now.kernel(), now.initrd(), line)));
    }

    public Machine memoryMiB(int amount) {
        return new Machine(kernel, firmware, drives, amount, cpus, acceleration, network, screen, restarts);
    }

    public Machine cpus(int count) {
        return new Machine(kernel, firmware, drives, memoryMiB, count, acceleration, network, screen, restarts);
    }

    public Machine acceleration(Acceleration wanted) {
        return new Machine(kernel, firmware, drives, memoryMiB, cpus, wanted, network, screen, restarts);
    }

    public Machine network(boolean wanted) {
        return new Machine(kernel, firmware, drives, memoryMiB, cpus, acceleration, wanted, screen, restarts);
    }

    public Machine firmware(Firmware wanted) {
        return new Machine(kernel, wanted, drives, memoryMiB, cpus, acceleration, network, screen, restarts);
    }

    public Machine drives(List<Drive> all) {
        return new Machine(kernel, firmware, all, memoryMiB, cpus, acceleration, network, screen, restarts);
    }

    public Machine screen(boolean wanted) {
        return new Machine(kernel, firmware, drives, memoryMiB, cpus, acceleration, network, wanted, restarts);
    }

    public Machine restarts(boolean wanted) {
        return new Machine(kernel, firmware, drives, memoryMiB, cpus, acceleration, network, screen, wanted);
    }

    /** Whether it has the chipset i440FX, which alone has IDE; otherwise it is a Q35. */
    boolean isOld() {
        return count(drives, Attachment.IDE) > 0;
    }

    private Machine with(Optional<DirectKernel> changed) {
        return new Machine(changed, firmware, drives, memoryMiB, cpus, acceleration, network, screen, restarts);
    }

    private DirectKernel direct() {
        return kernel.orElseThrow(() -> new IllegalArgumentException("this machine boots no kernel directly"));
    }

    /** Where a disk is on IDE, a CD is too. */
    private static List<Drive> onOneChipset(List<Drive> drives) {
        if (count(drives, Attachment.IDE) == 0) {
            return drives;
        }
        List<Drive> moved = new ArrayList<>();
        drives.forEach(drive ->
            moved.add(drive.kind() == Drive.Kind.CDROM ? drive.attached(Attachment.IDE) : drive));
        return List.copyOf(moved);
    }

    private static int count(List<Drive> drives, Attachment attachment) {
        return (int) drives.stream().filter(drive -> drive.attachment() == attachment).count();
    }

    private static void require(int count, int most, String what) {
        if (count > most) {
            throw new IllegalArgumentException("a machine has at most " + most + " " + what + ", not " + count);
        }
    }
}

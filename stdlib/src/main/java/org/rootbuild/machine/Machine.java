package org.rootbuild.machine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A PC (chipset q35) that boots a kernel directly. Its first serial port is its console.
 *
 * @param kernel       a Linux image (bzImage) or a Multiboot image
 * @param initrd       the first root filesystem, where the kernel needs one
 * @param commandLine  for the kernel; at most 2047 characters in one line
 * @param memoryMiB    1 to 1048576
 * @param cpus         1 to 255
 * @param acceleration which accelerator to use
 * @param network      whether it has a network card with the way out that QEMU's user network gives; none if false
 */
public record Machine(Path kernel, Optional<Path> initrd, String commandLine, int memoryMiB, int cpus,
                      Acceleration acceleration, boolean network) {
    private static final int LONGEST_COMMAND_LINE = 2047;

    public Machine {
        kernel = kernel.toAbsolutePath();
        initrd = initrd.map(Path::toAbsolutePath);
        Objects.requireNonNull(acceleration);
        if (commandLine.length() > LONGEST_COMMAND_LINE || commandLine.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                "a kernel command line is one line of at most 2047 characters, not '" + commandLine + "'");
        }
        if (memoryMiB < 1 || memoryMiB > 1 << 20) {
            throw new IllegalArgumentException("a machine has 1 to 1048576 MiB of memory, not " + memoryMiB);
        }
        if (cpus < 1 || cpus > 255) {
            throw new IllegalArgumentException("a machine has 1 to 255 processors, not " + cpus);
        }
    }

    /** One processor, 512 MiB, no initrd, an empty command line, the best accelerator that works, no network. */
    public static Machine booting(Path kernel) {
        return new Machine(kernel, Optional.empty(), "", 512, 1, Acceleration.AUTO, false);
    }

    public Machine initrd(Path file) {
        return new Machine(kernel, Optional.of(file), commandLine, memoryMiB, cpus, acceleration, network);
    }

    public Machine commandLine(String line) {
        return new Machine(kernel, initrd, line, memoryMiB, cpus, acceleration, network);
    }

    public Machine memoryMiB(int amount) {
        return new Machine(kernel, initrd, commandLine, amount, cpus, acceleration, network);
    }

    public Machine cpus(int count) {
        return new Machine(kernel, initrd, commandLine, memoryMiB, count, acceleration, network);
    }

    public Machine acceleration(Acceleration wanted) {
        return new Machine(kernel, initrd, commandLine, memoryMiB, cpus, wanted, network);
    }

    public Machine network(boolean wanted) {
        return new Machine(kernel, initrd, commandLine, memoryMiB, cpus, acceleration, wanted);
    }
}

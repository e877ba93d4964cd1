package org.rootbuild.machine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A kernel that QEMU puts into the machine's memory itself.
 *
 * @param kernel      a Linux image (bzImage) or a Multiboot image
 * @param initrd      the first root filesystem, where the kernel needs one
 * @param commandLine for the kernel; at most 2047 characters in one line
 */
public record DirectKernel(Path kernel, Optional<Path> initrd, String commandLine) {
    private static final int LONGEST_COMMAND_LINE = 2047;

    public DirectKernel {
        kernel = kernel.toAbsolutePath();
        initrd = initrd.map(Path::toAbsolutePath);
        if (commandLine.length() > LONGEST_COMMAND_LINE || commandLine.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                "a kernel command line is one line of at most 2047 characters, not '" + commandLine + "'");
        }
    }
}

package org.rootbuild.loader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PC in QEMU, emulated, and Debian's kernel with a first root that shows what it was given and switches off. */
final class TestMachine {
    /** The last line that the guest's init writes. */
    static final String END = "END-OF-GUEST";
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final String INIT = """
        #!/bin/sh
        /bin/busybox mkdir -p /proc
        /bin/busybox mount -t proc proc /proc
        {
        echo
        echo "CMDLINE<$(/bin/busybox cat /proc/cmdline)>"
        echo "EXTRA<$(/bin/busybox cat /extra 2>/dev/null)>"
        echo "END-OF-GUEST"
        } > /dev/ttyS0
        /bin/busybox poweroff -f
        """;

    private final Path folder;

    TestMachine(Path folder) {
        this.folder = folder;
    }

    /** The newest kernel in a package that apt has, or fetches now from the mirror that this host uses. */
    static Path kernel() throws Exception {
        Path kept = Path.of("target", "test-kernel").toAbsolutePath();
        Files.createDirectories(kept);
        Path file = kept.resolve("vmlinuz");
        if (!Files.exists(file)) {
            Path unpacked = Files.createTempDirectory(kept, "unpacked");
            run(kept, "dpkg-deb", "-x", kernelPackage(kept).toString(), unpacked.toString());
            try (Stream<Path> boot = Files.list(unpacked.resolve("boot"))) {
                Files.move(boot.filter(one -> one.getFileName().toString().startsWith("vmlinuz-")).findFirst()
                    .orElseThrow(), file);
            }
            run(kept, "rm", "-rf", unpacked.toString());
        }
        return file;
    }

    private static Path kernelPackage(Path into) throws Exception {
        for (Path place : List.of(Path.of("/var/cache/apt/archives"), into)) {
            try (Stream<Path> all = Files.list(place)) {
                var found = all.filter(one -> one.getFileName().toString()
                    .matches("linux-image-[0-9].*-cloud-amd64_.*\\.deb")).max(Path::compareTo);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        String name = run(into, "sh", "-c", "apt-cache depends linux-image-cloud-amd64 2>/dev/null | sed -n"
            + " 's/.*Depends: \\(linux-image-[0-9].*\\)/\\1/p' | head -n 1").strip();
        run(into, "apt-get", "download", name);
        return kernelPackage(into);
    }

    /** An initramfs of busybox and an init; with a file {@code /extra} where its text is not empty. */
    Path initrd(String extra) throws Exception {
        Path root = Files.createTempDirectory(folder, "root");
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("dev"));
        Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        Files.writeString(root.resolve("init"), INIT);
        Files.setPosixFilePermissions(root.resolve("init"),
            java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!extra.isEmpty()) {
            Files.writeString(root.resolve("extra"), extra);
        }
        run(root, "sh", "-c", "mknod dev/console c 5 1; mknod dev/ttyS0 c 4 64; mknod dev/null c 1 3");
        Path file = Files.createTempFile(folder, "initrd", ".img");
        run(root, "sh", "-c", "find . | sort | cpio -o -H newc --quiet | gzip -1 > " + file);
        return file;
    }

    /** A second archive, whose one file lies over the first's. */
    Path overlay(String extra) throws Exception {
        Path root = Files.createTempDirectory(folder, "overlay");
        Files.writeString(root.resolve("extra"), extra);
        Path file = Files.createTempFile(folder, "overlay", ".img");
        run(root, "sh", "-c", "find . | sort | cpio -o -H newc --quiet > " + file);
        return file;
    }

    /** What the first serial port showed when the guest was ready, switched itself off, or had enough time. */
    String boot(Path disk, boolean uefi, String until) throws Exception {
        Path serial = Files.createTempFile(folder, "serial", ".txt");
        List<String> line = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg", "-m", "512", "-display",
            "none", "-monitor", "none", "-no-reboot", "-nodefaults", "-vga", "std", "-serial", "file:" + serial,
            "-drive",
            "if=virtio,format=raw,snapshot=on,file=" + disk));
        if (uefi) {
            Path variables = Files.createTempFile(folder, "vars", ".fd");
            Files.write(variables, Files.readAllBytes(Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd")));
            line.addAll(List.of("-M", "q35", "-drive",
                "if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd", "-drive",
                "if=pflash,format=raw,file=" + variables));
        }
        Process qemu = new ProcessBuilder(line).redirectErrorStream(true)
            .redirectOutput(folder.resolve("qemu.log").toFile()).start();
        try {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end && !text(serial).contains(until)
                    && !qemu.waitFor(200, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } finally {
            qemu.destroyForcibly().waitFor();
        }
        return text(serial) + Files.readString(folder.resolve("qemu.log"));
    }

    private static String text(Path serial) throws IOException {
        return new String(Files.readAllBytes(serial), StandardCharsets.UTF_8);
    }

    /** Runs a tool, which must end well; its output. */
    static String run(Path in, String... words) throws Exception {
        Path log = Files.createTempFile("tool", ".log");
        try {
            int status = new ProcessBuilder(words).directory(in.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            if (status != 0) {
                throw new AssertionError(List.of(words) + " ended with " + status + ": " + said);
            }
            return said;
        } finally {
            Files.delete(log);
        }
    }
}

package org.rootbuild.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/**
 * The host's busybox, as tools for a root that has none.
 *
 * @param tools the names under which it does something
 */
public record Busybox(Path program, List<String> tools) {
    /** Where a program finds its tools in the root: on a mount of its own, so the root is not changed. */
    public static final String FOLDER = "/run/rootbuild/bin";
    private static final int HEADER_BYTES = 64;
    private static final int PROGRAM_INTERPRETER = 3;

    public Busybox {
        tools = List.copyOf(tools);
    }

    /** @throws HostLacks where there is none, or one that needs libraries of the host */
    public static Busybox find(Tools host, Processes processes) throws Failure, InterruptedException {
        Path program = host.find("busybox");
        try {
            if (!isStatic(program)) {
                throw new HostLacks("the busybox at " + program + " needs libraries of this host, which the root does not"
                    + " have", "Install one that needs none: 'apt-get install busybox-static' (Debian, Ubuntu), 'apk add"
                    + " busybox-static' (Alpine).");
            }
        } catch (IOException unreadable) {
            throw new HostLacks("the busybox at " + program + " cannot be read", "Install it again.", unreadable);
        }
        List<String> tools = new ArrayList<>();
        processes.run(Command.of(program, "--list"), tools::add);
        return new Busybox(program, tools.stream().filter(name -> name.matches("[^/]+")).distinct().toList());
    }

    /** By its program headers (System V ABI, "Program Header"): only what is linked to libraries names an interpreter. */
    private static boolean isStatic(Path program) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(program)) {
            head = in.readNBytes(4096);
        }
        if (head.length < HEADER_BYTES || head[0] != 0x7f || head[1] != 'E') {
            return false;
        }
        boolean wide = head[4] == 2;
        ByteBuffer elf = ByteBuffer.wrap(head).order(head[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long at = wide ? elf.getLong(32) : elf.getInt(28);
        int size = elf.getShort(wide ? 54 : 42);
        int count = elf.getShort(wide ? 56 : 44);
        for (int i = 0; i < count && at + (long) (i + 1) * size <= head.length; i++) {
            if (elf.getInt((int) at + i * size) == PROGRAM_INTERPRETER) {
                return false;
            }
        }
        return true;
    }

    /** Puts it into the folder that becomes {@code /run}. */
    void put(Path run) throws IOException {
        Path bin = Files.createDirectories(run.resolve("rootbuild/bin"));
        Path copy = Files.copy(program, run.resolve("rootbuild/busybox"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String tool : tools) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("../busybox"));
        }
    }
}

package org.rootbuild.image;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.event.Activity;
import org.rootbuild.posix.Posix;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.volume.FileVolume;

/**
 * Compresses an image once, with its block map and checksums, in a process that has done nothing before:
 * {@code CompressBench IMAGE TARGET gz|zst} prints milliseconds of the step and those that Java took to start.
 * {@code .ci/benchmark output} compares it.
 */
public final class CompressBench {
    private CompressBench() {
    }

    public static void main(String[] arguments) throws Exception {
        // Every build has asked the host's library for something before its first step.
        Posix.load();
        long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long begin = System.nanoTime();
        Path target = Path.of(arguments[1]);
        Compression compression = arguments[2].equals("gz") ? Compression.gzip(6) : Compression.zstd(3);
        Tools tools = new Tools(System.getenv("PATH"));
        ImageOutput output = new ImageOutput(new Compressor(Runtime.getRuntime().availableProcessors(),
            Compressor.usualMemoryBytes()), new QemuImg(tools, new Processes(tools)));
        try (FileVolume image = FileVolume.forReading(Path.of(arguments[0]))) {
            output.compressed(image, target, compression, Optional.of(target.resolveSibling("step.bmap")),
                Optional.of(target.resolveSibling("step.sha256")), Activity.SILENT);
        }
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + started);
    }
}

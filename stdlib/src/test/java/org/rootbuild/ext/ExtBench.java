package org.rootbuild.ext;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.UUID;
import org.rootbuild.event.Activity;
import org.rootbuild.posix.Posix;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;

/**
 * Makes an ext4 of a folder once, in a process that has done nothing before: {@code ExtBench FOLDER IMAGE BYTES} prints
 * milliseconds of the step and those that Java took to start. {@code .ci/benchmark ext} compares it.
 */
public final class ExtBench {
    private ExtBench() {
    }

    public static void main(String[] arguments) throws Exception {
        // Every build has asked the host's library for something before its first step.
        Posix.load();
        long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long begin = System.nanoTime();
        try (FileVolume volume = FileVolume.create(Path.of(arguments[1]), Long.parseLong(arguments[2]))) {
            ExtOptions options = ExtOptions.builder(ExtRevision.EXT4, new UUID(1, 2)).blockSize(4096).build();
            new ExtMaker(options).make(new FolderTree(Path.of(arguments[0])), volume, Activity.SILENT);
        }
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + started);
    }
}

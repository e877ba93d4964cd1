package org.rootbuild.iso;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.rootbuild.event.Activity;
import org.rootbuild.image.FolderOutput;
import org.rootbuild.posix.Posix;
import org.rootbuild.volume.FileVolume;

/**
 * Takes an ISO apart once, in a process that has done nothing before: {@code IsoBench IMAGE FOLDER} prints milliseconds
 * of the step and those that Java took to start. {@code .ci/benchmark iso} compares it.
 */
public final class IsoBench {
    private IsoBench() {
    }

    public static void main(String[] arguments) throws Exception {
        // Every build has asked the host's library for something before its first step.
        Posix.load();
        long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long begin = System.nanoTime();
        try (FileVolume volume = FileVolume.forReading(Path.of(arguments[0]))) {
            new FolderOutput(Runtime.getRuntime().availableProcessors())
                .write(IsoFilesystem.open(volume).orElseThrow().tree(), Path.of(arguments[1]), Activity.SILENT);
        }
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + started);
    }
}

package org.rootbuild.squashfs;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.rootbuild.event.Activity;
import org.rootbuild.image.FolderOutput;
import org.rootbuild.volume.FileVolume;

/**
 * Takes a squashfs apart once, in a process that has done nothing before: {@code SquashfsBench IMAGE FOLDER} prints
 * milliseconds of the step and those that Java took to start. {@code .ci/benchmark squashfs} compares it.
 */
public final class SquashfsBench {
    private SquashfsBench() {
    }

    public static void main(String[] arguments) throws Exception {
        long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long begin = System.nanoTime();
        try (FileVolume volume = FileVolume.forReading(Path.of(arguments[0]))) {
            new FolderOutput(Runtime.getRuntime().availableProcessors()).write(SquashfsReader.open(volume).orElseThrow()
                .tree(), Path.of(arguments[1]), Activity.SILENT);
        }
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + started);
    }
}

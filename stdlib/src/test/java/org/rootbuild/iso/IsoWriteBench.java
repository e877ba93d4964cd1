package org.rootbuild.iso;

import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.FolderTree;

/**
 * Makes an ISO of a folder once, in a process that has done nothing before: {@code IsoWriteBench FOLDER ISO} prints
 * milliseconds of the step and those that Java took to start. {@code .ci/benchmark isowrite} compares it.
 */
public final class IsoWriteBench {
    private IsoWriteBench() {
    }

    public static void main(String[] arguments) throws Exception {
        long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long begin = System.nanoTime();
        try (FileChannel out = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
            new IsoMaker(IsoOptions.of("BENCHMARK", 1_700_000_000L), BootSetup.NONE)
                .make(new FolderTree(Path.of(arguments[0])), out, Activity.SILENT);
        }
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + started);
    }
}

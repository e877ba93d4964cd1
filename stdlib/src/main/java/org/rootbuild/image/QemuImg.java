package org.rootbuild.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/** QEMU's tool for images, which knows the formats that are not raw. */
public final class QemuImg {
    private static final int KEPT_LINES = 5;

    private final Tools tools;
    private final Processes processes;

    public QemuImg(Tools tools, Processes processes) {
        this.tools = tools;
        this.processes = processes;
    }

    /**
     * Makes a file of another format that holds the same disk; zeros need no room in it. The formats are said to the
     * tool, so that nothing in a file can make it take the file for something else.
     *
     * @param to does not exist yet
     * @throws org.rootbuild.problem.HostLacks where the tool is missing
     */
    void convert(Path from, ImageFormat fromFormat, Path to, ImageFormat toFormat)
        throws IOException, InterruptedException {
        convert(from, fromFormat, to, toFormat, List.of());
    }

    /** As {@link #convert(Path, ImageFormat, Path, ImageFormat)}, with options such as {@code static=on}. */
    void convert(Path from, ImageFormat fromFormat, Path to, ImageFormat toFormat, List<String> options)
        throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        if (toFormat == ImageFormat.VHD) {
            // Without it the size is rounded up to what the geometry of an old disk can say.
            all.add("force_size=on");
        }
        // -U: whoever calls holds a lock on the file, which is meant for others.
        Command convert = Command.of(tools.find("qemu-img"), "convert", "-U", "-f", fromFormat.qemuName(), "-O",
            toFormat.qemuName());
        convert = all.isEmpty() ? convert : convert.with(List.of("-o", String.join(",", all)));
        run(convert.with(List.of(from.toAbsolutePath().toString(), to.toAbsolutePath().toString())),
            "converting " + from.getFileName() + " from " + fromFormat.word() + " to " + toFormat.word());
    }

    private void run(Command command, String what) throws IOException, InterruptedException {
        try {
            processes.run(command.environment(Map.of("LC_ALL", "C", "PATH", tools.searchPath())).keeping(KEPT_LINES),
                line -> { });
        } catch (CommandFailed failed) {
            throw new Failure(what + " did not work: " + String.join("; ", failed.lastLines()),
                "Leave room on the disk, and check the image: qemu-img check FILE.", failed);
        }
    }
}

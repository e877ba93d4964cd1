package org.rootbuild.mkfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** A folder to make filesystems in, and the tools that look at them. */
final class Yard implements AutoCloseable, Activity {
    static final Tools TOOLS = new Tools("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

    final Path folder;
    final Processes processes = new Processes(TOOLS);
    final List<String> notes = new CopyOnWriteArrayList<>();

    Yard(Path folder) {
        this.folder = folder;
    }

    Surroundings surroundings() throws IOException {
        return surroundings(TOOLS);
    }

    Surroundings surroundings(Tools tools) throws IOException {
        return new Surroundings(tools, processes, Files.createDirectories(folder.resolve("scratch")), 2);
    }

    /** The image of that name, made of the tree. */
    Path make(String name, FilesystemMaker maker, FileTree tree, long sizeBytes) throws Exception {
        Path image = folder.resolve(name);
        try (Volume volume = FileVolume.create(image, sizeBytes)) {
            maker.make(tree, volume, this);
        }
        return image;
    }

    /** What a tool printed. */
    String run(String tool, String... arguments) throws Exception {
        List<String> lines = new ArrayList<>();
        processes.run(Command.of(TOOLS.find(tool), arguments).environment(Map.of("PATH", TOOLS.searchPath(), "LC_ALL",
            "C.UTF-8")), lines::add);
        return String.join("\n", lines) + "\n";
    }

    /** Writes zeros over a part of the image. */
    static void damage(Path image, long at, int count) throws IOException {
        try (FileVolume volume = FileVolume.forWriting(image)) {
            volume.write(at, java.nio.ByteBuffer.allocate(count));
        }
    }

    List<Path> left() throws IOException {
        try (var files = Files.list(folder.resolve("scratch"))) {
            return files.toList();
        }
    }

    @Override
    public void close() {
        processes.close();
    }

    @Override
    public void progress(String what, long doneBytes, long totalBytes) {
        // Not looked at.
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void log(String line) {
        // Not looked at.
    }
}

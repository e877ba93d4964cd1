package org.rootbuild.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes what was written survive a loss of power. */
final class Durability implements AutoCloseable {
    /** From so many files and folders on, one sync of the whole filesystem costs less than one of each. */
    private static final int MANY = 4;
    /** Answers each path on its input with a line when its filesystem is synced; ends with its input. */
    private static final String HELPER = "while IFS= read -r folder; do sync -f \"$folder\" && echo done || echo failed; done";

    private Optional<Process> helper = Optional.empty();
    private boolean helpless;

    static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the folder with those that it lies in, so that a loss of power does not take the new ones away. */
    static Path createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(folder.getParent());
            Files.createDirectories(folder);
            syncFolder(folder.getParent());
        }
        return folder;
    }

    /** Everything in the folder at any depth, itself included. */
    void syncTree(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path one, IOException why) throws IOException {
                if (why != null) {
                    throw why;
                }
                folders.add(one);
                return FileVisitResult.CONTINUE;
            }
        });
        if (files.size() + folders.size() >= MANY && syncFilesystem(folder)) {
            return;
        }
        for (Path file : files) {
            syncFile(file);
        }
        for (Path one : folders) {
            syncFolder(one);
        }
    }

    /**
     * Java has no syncfs(2); coreutils' sync has it as {@code -f}. One shell serves many calls, for starting a process from
     * here costs as much as the sync itself. Answers false where it does not work.
     */
    private boolean syncFilesystem(Path folder) {
        String text = folder.toString();
        if (helpless || text.indexOf('\n') >= 0 || folder.getFileSystem() != FileSystems.getDefault()) {
            return false;
        }
        try {
            if (helper.isEmpty()) {
                helper = Optional.of(new ProcessBuilder("sh", "-c", HELPER)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start());
            }
            OutputStream out = helper.get().getOutputStream();
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            helpless = !"done".equals(answer());
        } catch (IOException noSuchTool) {
            helpless = true;
        }
        if (helpless) {
            close();
        }
        return !helpless;
    }

    private String answer() throws IOException {
        // Unbuffered beyond the line: there is one line for each question.
        BufferedReader in = new BufferedReader(
            new InputStreamReader(helper.orElseThrow().getInputStream(), StandardCharsets.US_ASCII), 16);
        return in.readLine();
    }

    /** Ends the helper; the next need starts another. */
    @Override
    public void close() {
        helper.ifPresent(Process::destroy);
        helper = Optional.empty();
    }
}

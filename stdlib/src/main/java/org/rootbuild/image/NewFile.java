package org.rootbuild.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;

/**
 * A file that gets its name when it is whole and on the disk: until then it has another name beside it, and is gone
 * when it does not come to that. What a killed process left is removed by the next that makes the same file. Two
 * processes that make the same file at once have a name each, and the last one to finish has made it.
 */
final class NewFile implements Closeable {
    private static final String ENDING = ".unfinished";

    private final Path target;
    private final Path unfinished;
    private boolean finished;

    private NewFile(Path target, Path unfinished) {
        this.target = target;
        this.unfinished = unfinished;
    }

    /** @throws Failure when the target is something else than a plain file or nothing, or its folder is not there */
    static NewFile at(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Failure("there is no folder for " + target, "Make the folder, or choose another place.");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new Failure(target + " is no plain file and is not replaced", "Choose another name.");
        }
        try {
            removeLeft(absolute);
            Path unfinished = named(absolute, ProcessHandle.current());
            Files.deleteIfExists(unfinished);
            return new NewFile(absolute, unfinished);
        } catch (IOException trouble) {
            throw new Failure("making " + target + " did not work: " + Reason.of(trouble),
                "Let this user write to the folder " + folder + ".", trouble);
        }
    }

    private static String beginning(Path target) {
        return "." + target.getFileName() + ".";
    }

    /** With the time of its start, since the number of a process is given to another one some day. */
    private static Path named(Path target, ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return target.resolveSibling(beginning(target) + process.pid() + "-" + started + ENDING);
    }

    private static void removeLeft(Path target) throws IOException {
        Pattern form = Pattern.compile(Pattern.quote(beginning(target)) + "(\\d{1,18})-\\d+" + Pattern.quote(ENDING));
        try (Stream<Path> files = Files.list(target.getParent())) {
            for (Path file : files.toList()) {
                Matcher left = form.matcher(file.getFileName().toString());
                if (left.matches()) {
                    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(left.group(1)));
                    if (owner.isEmpty() || !named(target, owner.get()).getFileName().equals(file.getFileName())) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
    }

    /** What did not work, as a sentence; what is one already, or says that somebody wants it to end, stays. */
    static IOException told(Path target, IOException trouble) {
        return trouble instanceof Failure || trouble instanceof InterruptedIOException ? trouble
            : new Failure("making " + target + " did not work: " + Reason.of(trouble), "Leave room on its disk, and let"
                + " this user write there.", trouble);
    }

    /** Where it is to be written; nothing is there yet. */
    Path path() {
        return unfinished;
    }

    /** Gives it the owner and the permissions of another file. */
    void becomeOf(Path image) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(image, PosixFileAttributes.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(wanted.owner()) || !now.group().equals(wanted.group())) {
            view.setOwner(wanted.owner());
            view.setGroup(wanted.group());
        }
        view.setPermissions(wanted.permissions());
    }

    /** Gives it its name, in place of what has it. */
    void finish() throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            Files.deleteIfExists(unfinished);
        }
    }
}

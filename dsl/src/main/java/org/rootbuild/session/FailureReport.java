package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.model.Location;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/** Turns whatever a step threw into sentences. */
final class FailureReport {
    private static final int DEPTH = 16;

    private FailureReport() {
    }

    /** @param log where the step's output is */
    static StepFailure of(String node, String step, Location location, Path log, List<String> lastLines,
                          Throwable cause) {
        if (cause instanceof Failure failure) {
            return new StepFailure(node, step, location, failure.getMessage(), failure.remedy(),
                failure instanceof HostLacks, failure.details(), log, lastLines, cause);
        }
        return new StepFailure(node, step, location, message(cause), remedy(cause), false, List.of(), log, lastLines,
            cause);
    }

    /** The same in words, for what went wrong outside any step. */
    static Failure clear(IOException cause) {
        return cause instanceof Failure failure ? failure : new Failure(message(cause), remedy(cause), cause);
    }

    /** The damage of the store that lies at the bottom of it, if that is what it is. */
    static Optional<DamagedContent> damage(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof DamagedContent damaged) {
                return Optional.of(damaged);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String message(Throwable cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        } else if (cause instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        } else if (cause instanceof OutOfMemoryError) {
            return "the step needs more memory than Java may use";
        }
        if (cause instanceof InvalidPathException path) {
            return "the name '" + path.getInput() + "' cannot be written here: " + path.getReason();
        } else if (isFull(cause)) {
            return "the disk is full: " + cause.getMessage();
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        boolean ours = cause instanceof IOException;
        return ours ? text : cause.getClass().getSimpleName() + ": " + text;
    }

    private static boolean isFull(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }

    private static String remedy(Throwable cause) {
        if (isFull(cause)) {
            return "Make room on that disk ('rootbuild store collect' frees what is not used), then run again: "
                + "what is finished stays.";
        } else if (cause instanceof OutOfMemoryError) {
            return "Give Java more memory: ROOTBUILD_JAVA_OPTS=-Xmx4g.";
        } else if (cause instanceof InvalidPathException) {
            return "Start rootbuild with LC_ALL=C.UTF-8, so that Java can write every name.";
        } else if (cause instanceof FileSystemException) {
            return "Mend what it names, then run again: what is finished stays.";
        }
        return cause instanceof IOException ? "Run again; what is finished stays."
            : "Run again with --stacktrace to see where it comes from.";
    }
}

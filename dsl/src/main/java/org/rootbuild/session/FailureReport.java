package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.rootbuild.model.Location;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/** Turns whatever a step threw into sentences. */
final class FailureReport {
    private FailureReport() {
    }

    static StepFailure of(String node, String step, Location location, StepLog log, Throwable cause) {
        List<String> last = log.lastLines();
        if (cause instanceof Failure failure) {
            return new StepFailure(node, step, location, failure.getMessage(), failure.remedy(),
                failure instanceof HostLacks, log.file(), last, cause);
        }
        return new StepFailure(node, step, location, message(cause), remedy(cause), false, log.file(), last, cause);
    }

    private static String message(Throwable cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        } else if (cause instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        } else if (cause instanceof OutOfMemoryError) {
            return "the step needs more memory than Java may use";
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        boolean ours = cause instanceof IOException;
        return ours ? text : cause.getClass().getSimpleName() + ": " + text;
    }

    private static String remedy(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("No space left on device")) {
            return "Make room on that disk ('rootbuild store collect' frees what is not used), then run again: "
                + "what is finished stays.";
        } else if (cause instanceof OutOfMemoryError) {
            return "Give Java more memory: JAVA_TOOL_OPTIONS=-Xmx1g.";
        } else if (cause instanceof FileSystemException) {
            return "Mend what it names, then run again: what is finished stays.";
        }
        return cause instanceof IOException ? "Run again; what is finished stays."
            : "Run again with --stacktrace to see where it comes from.";
    }
}

package org.rootbuild.problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something with a file did not work, in words: Java's exceptions often name the file and nothing else. */
public final class Reason {
    private Reason() {
    }

    /** A clause for the middle of a sentence, such as {@code no permission for /x}. */
    public static String of(IOException trouble) {
        if (!(trouble instanceof FileSystemException onDisk) || onDisk.getFile() == null) {
            return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
        }
        String file = onDisk.getFile();
        if (trouble instanceof AccessDeniedException) {
            return "no permission for " + file;
        } else if (trouble instanceof NoSuchFileException) {
            return "there is no " + file;
        } else if (trouble instanceof FileAlreadyExistsException) {
            return file + " is there already";
        } else if (trouble instanceof NotDirectoryException) {
            return file + " is no folder";
        }
        return onDisk.getReason() == null ? file + " cannot be used" : file + ": " + onDisk.getReason();
    }
}

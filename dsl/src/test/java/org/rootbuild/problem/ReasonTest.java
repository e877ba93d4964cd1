package org.rootbuild.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void whatJavaKnowsOfAFileIsSaidInWords() {
        assertEquals("there is no /x", Reason.of(new NoSuchFileException("/x")));
        assertEquals("no permission for /x", Reason.of(new AccessDeniedException("/x")));
        assertEquals("/x is there already", Reason.of(new FileAlreadyExistsException("/x")));
        assertEquals("/x is no folder", Reason.of(new NotDirectoryException("/x")));
        assertEquals("/x: Read-only file system", Reason.of(new FileSystemException("/x", null,
            "Read-only file system")));
        assertEquals("/x cannot be used", Reason.of(new FileSystemException("/x")));
    }

    @Test
    void otherTroubleIsTakenAtItsWord() {
        assertEquals("the line is cut", Reason.of(new IOException("the line is cut")));
        assertEquals("IOException", Reason.of(new IOException()));
        assertEquals("FileSystemException", Reason.of(new FileSystemException(null)));
    }
}

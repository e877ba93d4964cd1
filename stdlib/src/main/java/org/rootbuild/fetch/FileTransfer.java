package org.rootbuild.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.problem.Failure;

/** One attempt at a {@code file} location: the file is copied and verified like any other. */
final class FileTransfer {
    private static final int BUFFER_BYTES = 1 << 17;

    void transfer(URI location, Intake intake) throws Stumble, Failure, InterruptedException {
        Path source = path(location);
        try (InputStream in = Files.newInputStream(source)) {
            Answer answer = new Answer(location, location, Files.size(source), "");
            byte[] buffer = new byte[BUFFER_BYTES];
            int got = in.readNBytes(buffer, 0, buffer.length);
            intake.checkAnnounced(answer, Intake.peek(ByteBuffer.wrap(buffer, 0, got)));
            intake.beginWhole(location, HttpHeaders.of(Map.of(), (name, value) -> true));
            while (got > 0) {
                intake.accept(answer, ByteBuffer.wrap(buffer, 0, got));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                got = in.readNBytes(buffer, 0, buffer.length);
            }
            intake.finish(answer);
        } catch (Failure failure) {
            throw failure;
        } catch (IOException e) {
            throw Stumble.lasting(location, Kind.UNREADABLE, "'" + source + "' cannot be read: " + e.getMessage(),
                "Make it readable for this user, or name another location.");
        }
    }

    private static Path path(URI location) throws Stumble {
        Path source;
        try {
            source = Path.of(location);
        } catch (RuntimeException e) {
            throw Stumble.lasting(location, Kind.UNREADABLE, Shown.uri(location) + " names no file of this host",
                "Write it as file:///folder/name.");
        }
        if (!Files.exists(source)) {
            throw Stumble.lasting(location, Kind.NOT_FOUND, "there is no file '" + source + "'",
                "Check the path, or name another location.");
        }
        // A pipe or a device could keep us waiting for ever.
        if (!Files.isRegularFile(source)) {
            throw Stumble.lasting(location, Kind.UNREADABLE, "'" + source + "' is not a regular file",
                "Name a file, not a folder or a device.");
        }
        return source;
    }
}

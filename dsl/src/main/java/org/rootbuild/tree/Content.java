package org.rootbuild.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a plain file. May be opened any number of times. */
public interface Content {
    /** How many bytes {@link #open} gives. */
    long sizeBytes();

    InputStream open() throws IOException;

    /** Writes all bytes there; whoever can do that without taking them into memory does. The channel stays open. */
    default void transferTo(WritableByteChannel to) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(Channels.newOutputStream(to));
        }
    }

    /** SHA-256 of the bytes in lower-case hexadecimal, where it is known without reading them. */
    default Optional<String> sha256() {
        return Optional.empty();
    }

    /** The file of the host that holds exactly these bytes, where there is one; it must not be written to. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** The whole content in memory; for small files only. */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    static Content of(byte[] bytes) {
        return new InMemory(bytes.clone());
    }

    static Content of(String text) {
        return new InMemory(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Content that a record in memory holds. */
    record InMemory(byte[] held) implements Content {
        @Override
        public long sizeBytes() {
            return held.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(held);
        }
    }
}

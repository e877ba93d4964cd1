package org.rootbuild.initramfs;

import java.io.IOException;
import java.io.OutputStream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/** A run of the bytes that a segment is to hold, before they are compressed. */
sealed interface Piece {
    long sizeBytes();

    void writeTo(OutputStream out) throws IOException;

    /** Bytes of the old segment, as they were. */
    record Kept(Region decoded, long at, long sizeBytes) implements Piece {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            decoded.part(at, sizeBytes).copyTo(out);
        }
    }

    /** Headers and filling. */
    record Made(byte[] bytes) implements Piece {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /** The bytes of a file. */
    record Data(String path, Content content) implements Piece {
        @Override
        public long sizeBytes() {
            return content.sizeBytes();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            if (content instanceof Region region) {
                region.copyTo(out);
                return;
            }
            try (var in = content.open()) {
                if (in.transferTo(out) != content.sizeBytes()) {
                    throw new Failure("/" + path + " changed while it was packed",
                        "Let nothing else change the file meanwhile, then try again.");
                }
            }
        }
    }
}

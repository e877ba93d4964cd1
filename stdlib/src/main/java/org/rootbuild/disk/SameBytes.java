package org.rootbuild.disk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.rootbuild.tree.Content;

/** Whether two contents are the same, read only as far as they must be. */
final class SameBytes {
    private static final int PIECE = 1 << 16;

    private SameBytes() {
    }

    static boolean of(Content one, Content other) throws IOException {
        if (one.sizeBytes() != other.sizeBytes()) {
            return false;
        }
        Optional<String> digest = one.sha256();
        if (digest.isPresent() && other.sha256().isPresent()) {
            return digest.equals(other.sha256());
        }
        try (InputStream left = one.open(); InputStream right = other.open()) {
            byte[] piece = left.readNBytes(PIECE);
            while (piece.length > 0) {
                if (!Arrays.equals(piece, right.readNBytes(piece.length))) {
                    return false;
                }
                piece = left.readNBytes(PIECE);
            }
            return true;
        }
    }
}

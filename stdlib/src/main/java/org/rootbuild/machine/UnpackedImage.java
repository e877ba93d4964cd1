package org.rootbuild.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;

/** Compressed disk images, which no machine can read as they are. */
public final class UnpackedImage {
    private static final int BLOCK = 1 << 16;
    private static final int BUFFER_BYTES = 1 << 20;

    private UnpackedImage() {
    }

    /** The image itself where it is not compressed; otherwise a file in the folder, with holes for its zeros. */
    public static Path of(Path image, Path folder) throws IOException {
        // Other formats, and what is no file, are told apart where the machine is started.
        if (!Files.isRegularFile(image) || !Files.isReadable(image)) {
            return image;
        }
        Decompressor decompressor = new Decompressor();
        try (PeekInput in = new PeekInput(Files.newInputStream(image), "the disk image " + image)) {
            // LZMA alone has no sure mark, and boot code may look like it.
            Codec codec = decompressor.detect(in);
            if (codec == Codec.NONE || codec == Codec.LZMA) {
                return image;
            }
            try (InputStream plain = decompressor.open(in)) {
                return unpack(plain, Files.createTempFile(folder, "disk", ".img"));
            }
        } catch (Failure told) {
            throw told;
        } catch (IOException trouble) {
            throw new Failure("unpacking the disk image " + image + " did not work: " + trouble.getMessage(),
                "Check that there is room for it in " + folder + ".", trouble);
        }
    }

    private static Path unpack(InputStream plain, Path to) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long at = 0;
            for (int count = plain.readNBytes(buffer, 0, BUFFER_BYTES); count > 0;
                 count = plain.readNBytes(buffer, 0, BUFFER_BYTES)) {
                for (int from = 0; from < count; from += BLOCK) {
                    int length = Math.min(BLOCK, count - from);
                    write(out, buffer, from, length, at + from);
                }
                at += count;
            }
            if (at > 0 && out.size() < at) {
                out.write(ByteBuffer.allocate(1), at - 1);
            }
        }
        return to;
    }

    private static void write(FileChannel out, byte[] buffer, int from, int length, long at) throws IOException {
        ByteBuffer block = ByteBuffer.wrap(buffer, from, length);
        if (block.mismatch(ByteBuffer.allocate(length)) < 0) {
            return;
        }
        while (block.hasRemaining()) {
            out.write(block, at + block.position() - from);
        }
    }
}

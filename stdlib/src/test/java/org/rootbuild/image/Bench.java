package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.rootbuild.compress.Compressor;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** What tests of images work with. */
final class Bench implements AutoCloseable {
    private final Tools tools = new Tools(System.getenv("PATH"));
    private final Processes processes = new Processes(tools);
    private final Images images;
    private final ImageOutput output;

    Bench(Path scratch) {
        QemuImg qemu = new QemuImg(tools, processes);
        images = new Images(qemu, scratch, "a test");
        output = new ImageOutput(new Compressor(2, 64 << 20), qemu);
    }

    Images images() {
        return images;
    }

    ImageOutput output() {
        return output;
    }

    /** A sparse disk of 40 MiB: random bytes, zeros that are written, text, and a hole at the end. */
    static Path disk(Path file) throws IOException {
        try (Volume volume = FileVolume.create(file, (40 << 20) + 512)) {
            byte[] random = new byte[3_000_001];
            new Random(5).nextBytes(random);
            volume.write(1 << 20, ByteBuffer.wrap(random));
            volume.write(10 << 20, ByteBuffer.wrap(new byte[4 << 20]));
            volume.write(20 << 20, ByteBuffer.wrap("text ".repeat(500_000).getBytes()));
            volume.write((40 << 20) + 511, ByteBuffer.wrap(new byte[] {1}));
        }
        return file;
    }

    @Override
    public void close() {
        processes.close();
    }
}

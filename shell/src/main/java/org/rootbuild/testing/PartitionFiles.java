package org.rootbuild.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.rootbuild.disk.ImagePart;
import org.rootbuild.image.Images;
import org.rootbuild.image.QemuImg;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/** The partitions of images that a specification looks into; they stay open until it has ended. */
final class PartitionFiles implements Closeable {
    private final Deque<Closeable> open = new ArrayDeque<>();

    /** @param number of the partition; 0 for an image that is not divided */
    RootView of(Path image, int number, Path scratch) throws IOException {
        Tools tools = new Tools(System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        Processes processes = new Processes(tools);
        open.push(processes::close);
        String called = "the image '" + image.getFileName() + "'";
        try {
            ImagePart part = ImagePart.open(new Images(new QemuImg(tools, processes), scratch, "a specification"),
                image,
                number, called);
            open.push(part);
            return new RootView("partition " + number + " of " + called, part.files());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("looking into " + image + " was interrupted", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}

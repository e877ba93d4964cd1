package org.rootbuild.image;

import java.io.Closeable;
import java.io.IOException;
import org.rootbuild.volume.Volume;

/** An image file that is open, whatever its format is. Closing it discards what was not committed. */
public interface OpenImage extends Closeable {
    /** The disk. Only an image that was opened for editing may be written to. */
    Volume volume();

    ImageFormat format();

    /**
     * Makes all changes durable at once; the last thing to do before closing.
     *
     * @throws org.rootbuild.problem.Failure when that did not work; the message says what became of the image
     */
    void commit() throws IOException, InterruptedException;
}

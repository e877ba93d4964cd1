package org.rootbuild.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.image.Filesystems;
import org.rootbuild.image.Images;
import org.rootbuild.image.OpenImage;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** A partition of an image that is there already, open until it is closed. */
public final class ImagePart implements Closeable {
    private final OpenImage image;
    private final Volume volume;
    private final String called;

    private ImagePart(OpenImage image, Volume volume, String called) {
        this.image = image;
        this.volume = volume;
        this.called = called;
    }

    /**
     * Opens one.
     *
     * @param number as the image's table counts it; 0 for an image without a table
     * @param called as sentences speak of the image: {@code the source 'old.img'}
     * @throws Failure when the image cannot be read or has no such partition
     */
    public static ImagePart open(Images images, Path file, int number, String called)
        throws IOException, InterruptedException {
        OpenImage image = images.read(file);
        try {
            String whole = number == 0 ? called : "partition " + number + " of " + called;
            return new ImagePart(image, number == 0 ? image.volume() : part(image.volume(), number, called), whole);
        } catch (IOException | RuntimeException trouble) {
            image.close();
            throw trouble;
        }
    }

    private static Volume part(Volume disk, int number, String called) throws IOException {
        PartitionTable table = PartitionTable.find(disk).orElseThrow(() -> new Failure(called + " has no partition"
            + " table",
            "Name the number 0 for an image that is not divided."));
        Optional<Partition> partition = table.contentPartitions().stream()
            .filter(one -> one.number() == number).findFirst();
        List<String> numbers = table.contentPartitions().stream().map(one -> String.valueOf(one.number())).toList();
        return table.open(disk, partition.orElseThrow(() -> new Failure(called + " has no partition " + number,
            numbers.isEmpty() ? "Its table is empty." : "It has " + numbers.stream().collect(Collectors.joining(", "))
                + ".")));
    }

    /** Its bytes. */
    public Volume volume() {
        return volume;
    }

    /**
     * What its filesystem holds; in a member of a RAID, the filesystem in the array.
     *
     * @throws Failure when there is none that can be read
     */
    public FileTree files() throws IOException {
        Volume inside = RaidData.of(volume);
        return Filesystems.read(inside).orElseThrow(() -> new Failure(called + " has no filesystem that can be read here",
            Filesystems.KNOWN + " can be; take the bytes of others, with raw partitionOf(…).")).tree();
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}

package org.rootbuild.mkfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/**
 * The header of a swap area of version 1 ({@code union swap_header} of Linux, {@code include/linux/swap.h}), little
 * endian: at 1024 the version, the last page and the number of bad pages, 4 bytes each, then UUID and label of 16 bytes
 * each; the ten last bytes of the first page are the signature.
 */
public final class SwapMaker implements FilesystemMaker {
    private static final int HEADER_AT = 1024;
    private static final int VERSION = 1;
    private static final byte[] SIGNATURE = "SWAPSPACE2".getBytes(StandardCharsets.US_ASCII);
    /** Less than ten pages are refused by mkswap too. */
    private static final int FEWEST_PAGES = 10;
    private static final long MOST_PAGES = 0xffffffffL;

    private final SwapOptions options;

    public SwapMaker(SwapOptions options) {
        this.options = Objects.requireNonNull(options);
    }

    @Override
    public String kind() {
        return "swap";
    }

    @Override
    public long neededBytes(FileTree tree) throws Failure {
        Optional<String> held = Losses.of(tree, entry -> !entry.path().isEmpty());
        if (held.isPresent()) {
            throw new Failure("a swap area holds no files, and is to hold " + held.get(), "Put them into a partition"
                + " with a filesystem.");
        }
        return (long) FEWEST_PAGES * options.pageBytes();
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException {
        long neededBytes = neededBytes(tree);
        if (into.sizeBytes() < neededBytes) {
            throw TooBig.of(kind(), neededBytes, into.sizeBytes());
        }
        long pages = Math.min(into.sizeBytes() / options.pageBytes() - 1, MOST_PAGES);
        ByteBuffer page = ByteBuffer.allocate(options.pageBytes()).order(ByteOrder.LITTLE_ENDIAN);
        page.position(HEADER_AT).putInt(VERSION).putInt((int) pages).putInt(0);
        page.order(ByteOrder.BIG_ENDIAN).putLong(options.uuid().getMostSignificantBits())
            .putLong(options.uuid().getLeastSignificantBits());
        page.put(options.label().getBytes(StandardCharsets.UTF_8));
        page.position(options.pageBytes() - SIGNATURE.length).put(SIGNATURE);
        into.write(0, page.rewind());
    }
}

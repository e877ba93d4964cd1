package org.rootbuild.squashfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * Decodes the data of files, each piece in the thread that comes to it first: the one that needs it, or one of the
 * common pool that was asked to do it ahead. What was done ahead and what is shared by files is kept for a while, a few
 * MiB of each. Safe for use by several threads; holds none of its own.
 */
final class Decoding {
    private static final int KEPT_BYTES = 4 << 20;
    private static final int RECORD_BYTES = 16;

    private final Pieces pieces;
    private final LookupTable fragmentPlaces;
    private final int kept;
    /** The ends of files, by the numbers of their fragments. */
    private final Map<Long, FutureTask<Decoded>> fragments;
    /** Blocks that a file will want soon, by their places. */
    private final Map<Long, FutureTask<Decoded>> ahead = new LinkedHashMap<>();

    Decoding(Pieces pieces, MetadataPieces metadata) {
        this.pieces = pieces;
        Superblock head = pieces.head();
        this.fragmentPlaces = new LookupTable(pieces, metadata, "fragment", head.fragmentTableAt(),
            head.fragmentCount(), RECORD_BYTES);
        this.kept = Math.max(4, KEPT_BYTES / head.blockBytes());
        this.fragments = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, FutureTask<Decoded>> eldest) {
                return size() > kept;
            }
        };
    }

    int blockBytes() {
        return pieces.head().blockBytes();
    }

    /** What decodes that part, if it was not decoded ahead; nothing is begun. */
    FutureTask<Decoded> task(BlockPlace part) {
        if (part.kind() == BlockPlace.Kind.FRAGMENT) {
            synchronized (fragments) {
                return fragments.computeIfAbsent(part.at(), number -> new FutureTask<>(() -> fragment(number)));
            }
        }
        FutureTask<Decoded> known;
        synchronized (ahead) {
            known = ahead.remove(part.at());
        }
        return known != null ? known : fresh(part);
    }

    private FutureTask<Decoded> fresh(BlockPlace block) {
        return new FutureTask<>(() -> pieces.data(block.at(), block.word(), block.lengthBytes()));
    }

    private Decoded fragment(long number) throws IOException {
        MetadataInput record = fragmentPlaces.record(number);
        long at = record.signedLong();
        return pieces.data(at, record.signedInt(), blockBytes());
    }

    /** Lets another thread decode it, if there is one. */
    static void begin(FutureTask<Decoded> task) {
        if (!task.isDone()) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    /** Has a part decoded that will be asked for. */
    void beginAhead(BlockPlace part) {
        if (part.kind() == BlockPlace.Kind.FRAGMENT) {
            FutureTask<Decoded> task;
            synchronized (fragments) {
                if (fragments.containsKey(part.at())) {
                    return;
                }
                task = task(part);
            }
            begin(task);
        } else if (part.kind() == BlockPlace.Kind.BLOCK) {
            FutureTask<Decoded> task = fresh(part);
            synchronized (ahead) {
                if (ahead.putIfAbsent(part.at(), task) != null) {
                    return;
                }
                // What nobody came for makes room.
                Iterator<FutureTask<Decoded>> eldest = ahead.values().iterator();
                while (ahead.size() > kept) {
                    eldest.next();
                    eldest.remove();
                }
            }
            begin(task);
        }
    }

    /** How many bytes may be decoded ahead. */
    int aheadBytes() {
        return kept / 2 * blockBytes();
    }

    /** What the part is taken from. */
    static Decoded decoded(FutureTask<Decoded> task, BlockPlace part) throws IOException {
        task.run();
        try {
            Decoded decoded = task.get();
            boolean isRight = part.kind() == BlockPlace.Kind.BLOCK ? decoded.length() == part.lengthBytes()
                : decoded.length() - part.lengthBytes() >= part.offset();
            if (!isRight) {
                throw SquashfsDamage.found("a part of a file should have " + part.lengthBytes() + " bytes from byte "
                    + part.offset() + " on, in a piece of " + decoded.length());
            }
            return decoded;
        } catch (ExecutionException failed) {
            throw asThrown(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while decoding");
        }
    }

    private static IOException asThrown(Throwable trouble) {
        if (trouble instanceof Error error) {
            throw error;
        }
        return trouble instanceof IOException plain ? plain : new IOException(trouble);
    }
}

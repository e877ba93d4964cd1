package org.rootbuild.ext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.FileVolume;

/** Damages images where it hurts, then reads, changes and grows them: only a {@link Failure} may come out. */
final class ExtDamages {
    private static final int READ_LIMIT = 4 << 20;

    private final Path sound;
    private final Path image;
    private final int kind;

    ExtDamages(Path folder, int kind) throws Exception {
        this.kind = kind;
        this.image = folder.resolve("damaged");
        this.sound = ExtTools.image(folder.resolve("sound"), ExtTools.KINDS.get(kind), "8M",
            Optional.of(Path.of("src/main/java/org/rootbuild/archive")));
    }

    void run(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Random random = new Random(kind * 1000L + i);
            Files.copy(sound, image, StandardCopyOption.REPLACE_EXISTING);
            try (FileVolume volume = FileVolume.forWriting(image)) {
                damage(volume, random);
            }
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), this::use);
        }
    }

    private static void damage(FileVolume volume, Random random) throws IOException {
        ExtAccess access = new ExtAccess(volume, ExtHead.read(volume).orElseThrow());
        Superblock block = access.head().block();
        if (random.nextBoolean()) {
            // Without checksums more of the damage gets through to what must cope with it.
            block.set(ExtFeature.METADATA_CSUM, false);
            block.set(ExtFeature.UNINIT_BG, false);
            volume.write(ExtHead.PLACE, block.encode());
        }
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 + random.nextInt(200) : 1 + random.nextInt(4)];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
            } else {
                Arrays.fill(bytes, (byte) (random.nextBoolean() ? 0xff : 0));
            }
            long at = place(access, random);
            volume.write(Math.min(at, volume.sizeBytes() - bytes.length), ByteBuffer.wrap(bytes));
        }
    }

    private static long place(ExtAccess access, Random random) {
        long size = access.blockSize();
        long table = access.groups().inodeTable(0);
        return switch (random.nextInt(6)) {
            case 0 -> ExtHead.PLACE + random.nextInt(ExtHead.SIZE);
            case 1 -> access.head().descriptorBlock(0) * size + random.nextInt(256);
            case 2 -> table * size + random.nextInt(1 << 16);
            case 3 -> (table + access.head().inodeTableBlocks() + random.nextInt(300)) * size
                + random.nextInt((int) size);
            case 4 -> table * size + (long) access.head().inodeSize() * (1 + random.nextInt(40)) + random.nextInt(140);
            default -> (long) (random.nextDouble() * access.volume().sizeBytes());
        };
    }

    /** Something that may fail with a sentence. */
    private interface Use {
        void run() throws Exception;
    }

    private static void allowed(Use use) throws Exception {
        try {
            use.run();
        } catch (Failure sentence) {
            Assertions.assertFalse(sentence.remedy().isEmpty());
        } catch (UncheckedIOException wrapped) {
            Assertions.assertInstanceOf(Failure.class, wrapped.getCause());
        }
    }

    private void use() throws Exception {
        try (FileVolume volume = FileVolume.forWriting(image)) {
            allowed(() -> readAll(volume));
            allowed(() -> change(volume));
        }
        try (var longer = new java.io.RandomAccessFile(image.toFile(), "rw")) {
            longer.setLength(longer.length() + (40 << 20));
        }
        try (FileVolume volume = FileVolume.forWriting(image)) {
            allowed(() -> new ExtGrowth(volume).grow(Activity.SILENT));
        }
    }

    private static void readAll(FileVolume volume) throws Exception {
        Optional<ExtFilesystem> found = ExtFilesystem.open(volume);
        if (found.isPresent()) {
            for (Entry entry : (Iterable<Entry>) found.get().tree().entries()::iterator) {
                if (entry instanceof Entry.PlainFile file) {
                    allowed(() -> {
                        try (InputStream in = file.content().open()) {
                            in.readNBytes(READ_LIMIT);
                        }
                    });
                }
            }
        }
    }

    private static void change(FileVolume volume) throws Exception {
        Optional<ExtFilesystem> found = ExtFilesystem.open(volume);
        if (found.isPresent()) {
            Filesystem.Edit edit = found.get().edit();
            edit.write("new", Attributes.ofRoot(0644, 1), Content.of("text"));
            edit.put(new Entry.Folder("one/two", Attributes.ofRoot(0755, 1)));
            for (Entry entry : edit.children("")) {
                edit.remove(entry.path());
            }
            edit.finish();
        }
    }
}

package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.partition.Partition;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.ChangedVolume;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/**
 * Disks of standard tools, damaged where they are not zero: whatever is done with them works, or is refused with a
 * sentence.
 */
class DamagedDisksTest {
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final int TURNS = 100;

    @TempDir
    Path folder;

    private Path disk(String table) throws Exception {
        Path disk = folder.resolve("disk.img");
        run("bash", "-ec", "cd " + folder + "; mkdir -p t/many t/b;"
            + " for i in {1..90}; do echo $i > t/many/a-long-name-$i; done; head -c 90000 /dev/urandom > t/big;"
            + " truncate -s 12M disk.img; " + table
            + "; truncate -s 2M fat; mkfs.vfat -F 12 fat; mcopy -s -i fat t/* ::/; truncate -s 6M ext;"
            + " mke2fs -q -t ext4 -O ^metadata_csum -b 1024 -d t ext;"
            + " dd if=fat of=disk.img bs=1M seek=1 conv=notrunc; dd if=ext of=disk.img bs=1M seek=4 conv=notrunc");
        return disk;
    }

    @Test
    void ofAGpt() throws Exception {
        damaged(disk("sgdisk -n 1:2048:+2M -n 2:8192:+6M disk.img"));
    }

    @Test
    void ofAnMbrWithLogicalPartitions() throws Exception {
        damaged(disk("printf 'label: dos\nstart=2048,size=4096,type=1\nstart=6144,size=16000,type=5\n"
            + "start=8192,size=12288,type=83\n' | sfdisk -q disk.img"));
    }

    private void damaged(Path file) throws Exception {
        try (Volume sound = FileVolume.forReading(file)) {
            assertEquals(2, new DiskParts(sound).table().contentPartitions().size());
            List<Integer> places = places(sound);
            int refused = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                try (ChangedVolume disk = ChangedVolume.over(FileVolume.forReading(file), folder)) {
                    damage(disk, places, new Random(turn));
                    refused += assertTimeoutPreemptively(ENOUGH, () -> refusals(disk));
                }
            }
            assertTrue(refused > TURNS / 4, refused + " refused");
        }
    }

    /** Where something else than zeros and noise is. */
    private static List<Integer> places(Volume disk) throws IOException {
        byte[] bytes = disk.read(0, (int) disk.sizeBytes()).array();
        List<Integer> places = new ArrayList<>();
        for (int at = 440; at < bytes.length; at++) {
            if (bytes[at] != 0 && (at < 1 << 15 || bytes[at - 1] == 0)) {
                places.add(at);
            }
        }
        return places;
    }

    private static void damage(Volume disk, List<Integer> places, Random random) throws IOException {
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int early = random.nextInt(3) == 0 ? Math.min(300, places.size()) : places.size();
            int width = 1 << random.nextInt(4);
            int at = places.get(random.nextInt(early)) / width * width;
            byte[] bytes = disk.read(at, width).array().clone();
            switch (random.nextInt(4)) {
                case 0 -> bytes[random.nextInt(width)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> Arrays.fill(bytes, (byte) 0xff);
                case 2 -> Arrays.fill(bytes, (byte) 0);
                default -> random.nextBytes(bytes);
            }
            disk.write(at, ByteBuffer.wrap(bytes));
        }
    }

    /** How many things were refused; anything but a sentence fails the test. */
    private static int refusals(Volume disk) throws Exception {
        assertFalse(SurveyText.of(new Surveyor(SurveyOpener.all()).survey(disk)).isEmpty());
        int refused = 0;
        List<String> parts = new ArrayList<>();
        refused += refused(() -> new DiskParts(disk).table().contentPartitions().stream().map(Partition::number)
            .forEach(number -> parts.add(String.valueOf(number))));
        for (String part : parts.subList(0, Math.min(4, parts.size()))) {
            refused += refused(() -> read(new DiskParts(disk).filesystem(part).tree().entries().iterator()));
            refused += refused(() -> new DiskEditor(disk, Activity.SILENT).files(part, tree -> {
                tree.write("big", Attributes.ofRoot(0644, 0), Content.of(new byte[30_000]));
                tree.remove("b");
            }));
        }
        return refused + refused(() -> new DiskEditor(disk, Activity.SILENT).grow());
    }

    private static void read(Iterator<Entry> entries) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int left = 2000; left > 0 && entries.hasNext(); left--) {
            Entry entry = entries.next();
            assertFalse(List.of(entry.path().split("/")).contains(".."), entry.path());
            if (entry instanceof Entry.PlainFile file) {
                try (InputStream in = file.content().open()) {
                    in.readNBytes(buffer, 0, buffer.length);
                }
            }
        }
    }

    /** Something that is tried with a damaged disk. */
    private interface Attempt {
        void make() throws IOException, InterruptedException;
    }

    private static int refused(Attempt attempt) throws IOException, InterruptedException {
        try {
            attempt.make();
            return 0;
        } catch (UncheckedIOException wrapped) {
            return told(wrapped.getCause());
        } catch (Failure failure) {
            return told(failure);
        }
    }

    private static int told(IOException trouble) {
        assertTrue(trouble instanceof Failure failure && !failure.remedy().isEmpty(), trouble.toString());
        assertTrue(!trouble.getMessage().endsWith(".") && trouble.getMessage().length() < 2000, trouble.getMessage());
        return 1;
    }
}

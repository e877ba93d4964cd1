package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.MemoryVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

class DiskInUseTest {
    private static final int MIB = 1 << 20;
    private static final List<Range> EDGES = List.of(new Range(0, 2 * MIB), new Range(20 * MIB, 2 * MIB),
        new Range(40 * MIB, 2 * MIB), new Range(60 * MIB, 2 * MIB));

    @TempDir
    Path folder;
    private Path disk;
    private final Notes notes = new Notes();

    /** Keeps what it is told. */
    private static final class Notes implements Activity {
        private final List<String> sentences = new ArrayList<>();

        @Override
        public void progress(String what, long doneBytes, long totalBytes) {
        }

        @Override
        public void note(String sentence) {
            sentences.add(sentence);
        }

        @Override
        public void log(String line) {
        }
    }

    /** Three partitions of 20 MiB from 1 MiB on. */
    @BeforeEach
    void divide() throws Exception {
        disk = folder.resolve("disk.img");
        run("truncate", "-s", "62M", disk);
        run("bash", "-c", "printf 'label: gpt\\nsize=20MiB\\nsize=20MiB\\nsize=20MiB\\n' | sfdisk -q " + disk);
    }

    private void write(long at, String text) throws Exception {
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            volume.write(at, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private List<Range> counted() throws Exception {
        try (FileVolume volume = FileVolume.forReading(disk)) {
            return new DiskInUse(volume).ranges(notes);
        }
    }

    @Test
    void ofWhatIsUnknownTheEdgesCountAndANoteSaysTheRest() throws Exception {
        write(5 * MIB, "something");
        write(21 * MIB + 4096 - 10, "SWAPSPACE2");
        assertEquals(EDGES, counted());
        assertEquals(1, notes.sentences.size(), notes.sentences.toString());
        String note = notes.sentences.get(0);
        assertTrue(note.contains("partition 1") && note.contains("something unknown"), note);
    }

    @Test
    void aDamagedFilesystemIsToldAndCountsAsUnknown() throws Exception {
        run("mke2fs", "-q", "-F", "-t", "ext4", "-E", "offset=" + MIB, disk, "20M");
        assertTrue(counted().get(0).lengthBytes() > 2 * MIB);
        assertEquals(List.of(), notes.sentences);
        write(MIB + 1024 + 0x18, "damage");
        assertEquals(EDGES, counted());
        assertTrue(notes.sentences.get(0).contains("partition 1") && notes.sentences.get(0).contains("ext"),
            notes.sentences.toString());
    }

    @Test
    void aDiskThatIsNothingKnownHasNothingThatCounts() throws Exception {
        Volume volume = new MemoryVolume(8 * MIB);
        assertEquals(List.of(), new DiskInUse(volume).ranges(notes));
        assertEquals(List.of(), notes.sentences);
        volume.write(3 * MIB, ByteBuffer.wrap(new byte[] {1}));
        assertEquals(List.of(), new DiskInUse(volume).ranges(notes));
        assertTrue(notes.sentences.get(0).contains("the disk"), notes.sentences.toString());
    }

    @Test
    void aDamagedTableIsTold() throws Exception {
        write(512 + 56, "damage");
        write(62 * MIB - 512 + 56, "damage");
        assertEquals(List.of(), counted());
        assertTrue(notes.sentences.get(0).contains("partition table"), notes.sentences.toString());
    }
}

package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Reads what makes an ISO boot as a CD: the boot catalogue (El Torito 1.0, 2) and the images that it names. */
final class BootReader {
    private static final int GOES_ON = 0x20;
    private static final int SECTOR = 512;

    private final Volume volume;
    private final IsoPlaces places;
    private final List<BootImage.Appended> appended;
    private final List<Range> appendedAt;
    private final List<String> notKept = new ArrayList<>();
    private final List<Long> imagesAt = new ArrayList<>();
    private final Map<String, Long> fileBytes = new HashMap<>();

    /** @param appendedAt where the appended images are, each by its place in the list */
    BootReader(Volume volume, IsoPlaces places, List<BootImage.Appended> appended, List<Range> appendedAt) {
        this.volume = volume;
        this.places = places;
        this.appended = appended;
        this.appendedAt = appendedAt;
    }

    /** Sentences about what a setup does not hold. */
    List<String> notKept() {
        return notKept;
    }

    /** Where the image of each entry begins, in bytes. */
    List<Long> imagesAt() {
        return imagesAt;
    }

    /** @param block where the catalogue is */
    BootCatalogue read(long block) throws IOException {
        long at = block * Blocks.BYTES;
        if (at > volume.sizeBytes() - Blocks.BYTES) {
            throw IsoDamage.cutOff("the boot catalogue", at + Blocks.BYTES, volume.sizeBytes());
        }
        ByteBuffer bytes = volume.read(at, Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int mark = bytes.getShort(BootCatalogue.RECORD_BYTES - 2) & 0xffff;
        if (bytes.get(0) != 1 || mark != BootCatalogue.MARK || (BootCatalogue.sum(bytes) & 0xffff) != 0) {
            throw IsoDamage.found("there is no boot catalogue at block " + block + ", where one should be");
        }
        List<BootEntry> entries = new ArrayList<>();
        entry(bytes, BootCatalogue.RECORD_BYTES, bytes.get(1) & 0xff, "").ifPresent(entries::add);
        sections(bytes, entries);
        if (entries.isEmpty()) {
            throw IsoDamage.found("its boot catalogue has no entry that is known");
        }
        return new BootCatalogue(places.at(at).map(Entry.PlainFile::path), text(bytes, 4, BootCatalogue.ID_BYTES),
            entries);
    }

    private void sections(ByteBuffer bytes, List<BootEntry> entries) throws IOException {
        boolean more = true;
        for (int at = 2 * BootCatalogue.RECORD_BYTES; more && at < Blocks.BYTES;) {
            int header = bytes.get(at) & 0xff;
            if (header != BootCatalogue.MORE_HEADERS && header != BootCatalogue.LAST_HEADER) {
                return;
            }
            more = header == BootCatalogue.MORE_HEADERS;
            int platform = bytes.get(at + 1) & 0xff;
            int count = bytes.getShort(at + 2) & 0xffff;
            String id = text(bytes, at + 4, BootEntry.SECTION_ID_BYTES);
            at += BootCatalogue.RECORD_BYTES;
            for (int i = 0; i < count && at < Blocks.BYTES; i++) {
                entry(bytes, at, platform, id).ifPresent(entries::add);
                at = behind(bytes, at);
            }
        }
    }

    /** An entry may go on in records of its own, with criteria of a vendor's. */
    private static int behind(ByteBuffer bytes, int entry) {
        int at = entry + BootCatalogue.RECORD_BYTES;
        boolean more = (bytes.get(entry + 1) & GOES_ON) != 0;
        while (more && at < Blocks.BYTES && bytes.get(at) == 0x44) {
            more = (bytes.get(at + 1) & GOES_ON) != 0;
            at += BootCatalogue.RECORD_BYTES;
        }
        return at;
    }

    private static String text(ByteBuffer bytes, int at, int count) {
        String text = new String(bytes.array(), at, count, StandardCharsets.US_ASCII).replace('\uFFFD', '?');
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).stripTrailing();
    }

    private Optional<BootEntry> entry(ByteBuffer bytes, int at, int platformId, String sectionId) throws IOException {
        Optional<BootEntry.Platform> platform = Arrays.stream(BootEntry.Platform.values())
            .filter(one -> one.id() == platformId).findFirst();
        int emulation = bytes.get(at + 1) & 0x0f;
        if (platform.isEmpty() || emulation >= BootEntry.Emulation.values().length) {
            notKept.add(String.format("its boot entry for the unknown platform 0x%02x is lost", platformId));
            return Optional.empty();
        }
        long block = bytes.getInt(at + 8) & 0xffffffffL;
        int sectors = bytes.getShort(at + 6) & 0xffff;
        long imageAt = block * Blocks.BYTES;
        BootEntry.Emulation kind = BootEntry.Emulation.values()[emulation];
        Optional<BootImage> found = image(imageAt, kind, sectors);
        if (found.isEmpty()) {
            notKept.add("its boot entry for " + platform.get() + " is lost, for its image at block " + block
                + " is outside of the file");
            return Optional.empty();
        }
        BootInfo info = BootInfo.of(volume, imageAt);
        boolean isWhole = platform.get() == BootEntry.Platform.EFI && kind == BootEntry.Emulation.NONE
            && sectors != 1 && Math.abs(sizeBytes(found.get()) - (long) sectors * SECTOR) < Blocks.BYTES
            || platform.get() == BootEntry.Platform.EFI && sectors == 0;
        imagesAt.add(imageAt);
        return Optional.of(new BootEntry(platform.get(), (bytes.get(at) & 0xff) == BootCatalogue.BOOTABLE, kind,
            bytes.getShort(at + 2) & 0xffff, bytes.get(at + 4) & 0xff, isWhole ? BootEntry.WHOLE_IMAGE : sectors,
            sectionId, found.get(), info.hasTable(), info.isGrub()));
    }

    private long sizeBytes(BootImage image) {
        return image instanceof BootImage.InTree file ? fileBytes.getOrDefault(file.path(), 0L)
            : image instanceof BootImage.Hidden hidden ? hidden.content().sizeBytes()
            : ((BootImage.Appended) image).content().sizeBytes();
    }

    private Optional<BootImage> image(long at, BootEntry.Emulation kind, int sectors) throws IOException {
        Optional<Entry.PlainFile> file = places.at(at);
        if (file.isPresent()) {
            fileBytes.put(file.get().path(), file.get().content().sizeBytes());
            return Optional.of(new BootImage.InTree(file.get().path()));
        }
        for (int i = 0; i < appended.size(); i++) {
            if (appendedAt.get(i).at() == at) {
                return Optional.of(appended.get(i));
            }
        }
        if (at > volume.sizeBytes() - Blocks.BYTES || at < SystemArea.BYTES) {
            return Optional.empty();
        }
        long bytes = Math.min(volume.sizeBytes() - at, HiddenSize.of(volume, at, kind, sectors));
        return Optional.of(new BootImage.Hidden(new IsoContent(volume, List.of(new Range(at, bytes)))));
    }
}

package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The volume descriptors (ECMA-119, 8; Joliet 1.0; El Torito 2.0 for the boot record), a block each. */
final class VolumeDescriptors {
    private static final int BOOT_RECORD = 0;
    private static final int PRIMARY = 1;
    private static final int SUPPLEMENTARY = 2;
    private static final int TERMINATOR = 255;
    /** UCS-2 at level 3: Joliet's only level that is in use. */
    private static final byte[] JOLIET_ESCAPE = {'%', '/', 'E'};
    private static final int CATALOGUE_AT = 71;
    private static final int PATH_TABLE_AT = 132;

    private final IsoLayout layout;
    private final IsoLayout.View view;

    /** The layout's folders have their places in that view already. */
    VolumeDescriptors(IsoLayout layout, IsoLayout.View view) {
        this.layout = layout;
        this.view = view;
    }

    /** In their order; the boot record stands only in those that count from the start of the ISO. */
    List<byte[]> all() {
        List<byte[]> all = new ArrayList<>();
        all.add(volume(0));
        if (view.from() == 0) {
            layout.plan().catalogue().ifPresent(catalogue -> all.add(bootRecord(catalogue.block)));
        }
        if (layout.spaces().size() > 1) {
            all.add(volume(1));
        }
        all.add(start(TERMINATOR).array());
        return all;
    }

    private static ByteBuffer start(int type) {
        return ByteBuffer.allocate(Blocks.BYTES).put((byte) type)
            .put("CD001".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    }

    private static byte[] bootRecord(int catalogueBlock) {
        return start(BOOT_RECORD).put("EL TORITO SPECIFICATION".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN).putInt(CATALOGUE_AT, catalogueBlock).array();
    }

    private byte[] volume(int space) {
        boolean joliet = space > 0;
        Charset letters = joliet ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        IsoOptions options = layout.plan().options();
        ByteBuffer bytes = start(joliet ? SUPPLEMENTARY : PRIMARY).put((byte) 0);
        text(bytes, options.names().system(), 32, letters);
        text(bytes, options.volumeId(), 32, letters);
        bytes.putLong(0);
        Blocks.both(bytes, (int) (layout.volumeEnd(view) - view.from()));
        bytes.put(joliet ? JOLIET_ESCAPE : new byte[3]).position(120);
        Blocks.bothShort(bytes, 1);
        Blocks.bothShort(bytes, 1);
        Blocks.bothShort(bytes, Blocks.BYTES);
        pathTable(bytes, space);
        bytes.put(FolderRecords.ofRoot(layout.spaces().get(space).root(), view.from()));
        texts(bytes, options.names(), letters);
        times(bytes, options.times());
        return bytes.put((byte) 1).array();
    }

    private void pathTable(ByteBuffer bytes, int space) {
        int sizeBytes = layout.spaces().get(space).pathTableBytes();
        int block = view.tables().get(space) - view.from();
        Blocks.both(bytes.position(PATH_TABLE_AT), sizeBytes);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(block).putInt(0);
        bytes.order(ByteOrder.BIG_ENDIAN).putInt(block + Blocks.count(sizeBytes)).putInt(0);
    }

    private static void texts(ByteBuffer bytes, IsoOptions.Names names, Charset letters) {
        for (String text : List.of(names.volumeSet(), names.publisher(), names.preparer(), names.application())) {
            text(bytes, text, 128, letters);
        }
        for (String text : List.of(names.copyright(), names.summary(), names.bibliography())) {
            text(bytes, text, 37, letters);
        }
    }

    /** Filled with blanks; what does not fit is cut, for in UCS-2 there is room for half as much. */
    private static void text(ByteBuffer bytes, String text, int sizeBytes, Charset letters) {
        int unit = letters == StandardCharsets.UTF_16BE ? 2 : 1;
        byte[] encoded = (text + " ".repeat(sizeBytes)).getBytes(letters);
        bytes.put(encoded, 0, sizeBytes / unit * unit);
        if (sizeBytes % unit > 0) {
            bytes.put((byte) 0);
        }
    }

    private static void times(ByteBuffer bytes, IsoOptions.Times times) {
        for (IsoTime time : List.of(times.created(), times.modified(), times.expires(), times.effective())) {
            bytes.put(time.digits().getBytes(StandardCharsets.US_ASCII)).put((byte) time.zoneQuarters());
        }
    }
}

package org.rootbuild.iso;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.volume.Volume;

/**
 * What the volume descriptors say (ECMA-119, 8; El Torito 1.0, figure 7).
 *
 * @param joliet         the descriptor of the names for Windows
 * @param catalogueBlock where El Torito's boot catalogue is, in blocks of 2048 bytes
 * @param hasUdf         whether a UDF filesystem is there too, as on Windows' images
 */
record IsoHeads(IsoVolume primary, Optional<IsoVolume> joliet, OptionalLong catalogueBlock, boolean hasUdf) {
    private static final int MOST = 64;
    private static final int BOOT_RECORD = 0;
    private static final int LAST = 255;
    private static final int CATALOGUE_AT = 0x47;
    private static final String EL_TORITO = "EL TORITO SPECIFICATION";

    /** Empty where there are none. */
    static Optional<IsoHeads> read(Volume volume) throws IOException {
        List<byte[]> sectors = new ArrayList<>();
        boolean more = true;
        while (more && sectors.size() < MOST && isThere(volume, Blocks.SYSTEM_AREA + sectors.size())) {
            byte[] sector = sector(volume, Blocks.SYSTEM_AREA + sectors.size());
            more = text(sector, 1, 5).equals("CD001") && (sector[0] & 0xff) != LAST;
            if (more) {
                sectors.add(sector);
            }
        }
        return sectors.isEmpty() ? Optional.empty() : Optional.of(of(sectors, volume));
    }

    private static IsoHeads of(List<byte[]> sectors, Volume volume) throws IOException {
        IsoVolume primary = sectors.stream().map(IsoVolume::new).filter(one -> one.type() == IsoVolume.PRIMARY)
            .findFirst().orElseThrow(() -> IsoDamage.found("it has no primary volume descriptor"));
        primary.check();
        Optional<IsoVolume> joliet = sectors.stream().map(IsoVolume::new).filter(IsoVolume::isJoliet).findFirst();
        if (joliet.isPresent()) {
            joliet.get().check();
        }
        OptionalLong catalogue = sectors.stream().filter(one -> one[0] == BOOT_RECORD && text(one, 7, 23)
            .equals(EL_TORITO)).mapToLong(one -> java.nio.ByteBuffer.wrap(one).order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(CATALOGUE_AT) & 0xffffffffL).findFirst();
        return new IsoHeads(primary, joliet, catalogue, hasUdf(volume, Blocks.SYSTEM_AREA + sectors.size()));
    }

    /** ECMA-167, 2/8.3: its recognition sequence follows, with the word NSR in it. */
    private static boolean hasUdf(Volume volume, int from) throws IOException {
        for (int at = from; at < from + Blocks.SYSTEM_AREA && isThere(volume, at); at++) {
            if (text(sector(volume, at), 1, 4).equals("NSR0")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(Volume volume, long sector) {
        return (sector + 1) * Blocks.BYTES <= volume.sizeBytes();
    }

    private static byte[] sector(Volume volume, long sector) throws IOException {
        return volume.read(sector * Blocks.BYTES, Blocks.BYTES).array();
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
}

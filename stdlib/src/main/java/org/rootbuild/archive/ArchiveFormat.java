package org.rootbuild.archive;

import java.nio.charset.StandardCharsets;

/** The archive formats that are read, each recognised by its first bytes. */
public enum ArchiveFormat {
    /** POSIX.1-2017 pax with the extensions of GNU tar. */
    TAR,
    /** APPNOTE.TXT 6.3. */
    ZIP,
    /** The SVR4 formats of cpio (newc and crc) and the one of POSIX.1-1988 (odc). */
    CPIO,
    /** The Unix archive of {@code ar(5)}, with the long names of System V and BSD. */
    AR,
    /** A Debian package, {@code deb(5)}. */
    DEB,
    /** A filesystem as a whole, such as a squashfs. It is read elsewhere, and comes here as a tree. */
    FILESYSTEM,
    /** None of these. */
    UNKNOWN;

    /** How many first bytes {@link #of} wants; fewer are fine. */
    static final int HEAD_BYTES = 20480;
    private static final String DEB_START = "!<arch>\ndebian-binary";

    /** The format of an uncompressed file that begins with these bytes. */
    static ArchiveFormat of(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 24), StandardCharsets.ISO_8859_1);
        if (start.startsWith("070701") || start.startsWith("070702") || start.startsWith("070707")) {
            return CPIO;
        }
        if (start.startsWith(DEB_START)) {
            return DEB;
        }
        if (start.startsWith("!<arch>\n")) {
            return AR;
        }
        if (start.startsWith("PK\3\4") || start.startsWith("PK\5\6") || start.startsWith("PK\7\bPK")) {
            return ZIP;
        }
        return TarHeader.isTar(head) || isEmptyTar(head) ? TAR : UNKNOWN;
    }

    /** An empty tar is nothing but zeros, a few kilobytes of them. */
    private static boolean isEmptyTar(byte[] head) {
        if (head.length < 1024 || head.length >= HEAD_BYTES || head.length % TarHeader.BLOCK_BYTES != 0) {
            return false;
        }
        for (byte one : head) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}

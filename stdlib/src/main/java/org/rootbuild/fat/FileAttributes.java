package org.rootbuild.fat;

import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;

/** What remains of a file's mode. */
final class FileAttributes {
    private static final int ANY_WRITE = 0222;

    private FileAttributes() {
    }

    /** A file that nobody may write is read-only; one that comes from a FAT stays hidden or a system's file. */
    static int of(Attributes attributes, Content content) {
        int kept = content instanceof FatContent other
            ? other.attributes() & (DirectoryRecord.HIDDEN | DirectoryRecord.SYSTEM) : 0;
        return kept | DirectoryRecord.ARCHIVE
            | ((attributes.mode() & ANY_WRITE) == 0 ? DirectoryRecord.READ_ONLY : 0);
    }

    /** As Linux shows them by default. */
    static Attributes of(DirectoryRecord record) {
        int mode = record.isFolder() ? Attributes.FOLDER_MODE : Attributes.FILE_MODE;
        boolean readOnly = !record.isFolder() && (record.attributes() & DirectoryRecord.READ_ONLY) != 0;
        return Attributes.ofRoot(readOnly ? mode & ~ANY_WRITE : mode, record.changed().epochSeconds());
    }
}

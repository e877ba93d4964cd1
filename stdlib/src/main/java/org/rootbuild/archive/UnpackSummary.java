package org.rootbuild.archive;

/**
 * What unpacking did.
 *
 * @param format     what the archive was
 * @param files      plain files written
 * @param folders    folders made or given other attributes
 * @param links      symbolic and hard links made
 * @param others     devices, pipes and sockets made
 * @param sizeBytes  bytes of all plain files
 * @param duplicates entries that replaced an earlier one of the same name
 * @param leftOut    entries that the options left out
 */
public record UnpackSummary(ArchiveFormat format, long files, long folders, long links, long others, long sizeBytes,
                            long duplicates, long leftOut) {
}

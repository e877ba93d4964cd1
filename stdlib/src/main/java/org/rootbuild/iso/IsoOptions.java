package org.rootbuild.iso;

import java.util.List;
import java.util.Objects;

/**
 * What an ISO says of itself, and which name spaces it has.
 *
 * @param volumeId    the label, at most 32 characters; not only those of ECMA-119, for all systems take any of ASCII
 * @param names       the texts of the volume descriptor
 * @param times       of the volume descriptor
 * @param rockRidge   whether names, owners, modes, links and devices are told as POSIX has them
 * @param joliet      whether Windows' name space is there too
 * @param level       of ECMA-119's interchange: 1 names of 8+3, 2 of 31, 3 of 31 and files of 4 GiB and more
 * @param deepFolders whether folders may be deeper than ECMA-119's eight; else such are moved to {@code rr_moved} and
 *                    found again by Rock Ridge
 * @param order       paths of files whose contents come first, in this order; the others follow in order of their paths
 * @param paddingBytes zeros behind the last file, for old drivers that read ahead; mkisofs writes 307200
 */
public record IsoOptions(String volumeId, Names names, Times times, boolean rockRidge, boolean joliet, int level,
                         boolean deepFolders, List<String> order, int paddingBytes) {
    /** What mkisofs writes. */
    public static final int USUAL_PADDING = 150 * 2048;
    static final int VOLUME_ID = 32;

    public IsoOptions {
        Objects.requireNonNull(names);
        Objects.requireNonNull(times);
        order = List.copyOf(order);
        if (volumeId.length() > VOLUME_ID) {
            throw new IllegalArgumentException("a label of more than " + VOLUME_ID + " characters: " + volumeId);
        }
        if (level < 1 || level > 3 || paddingBytes < 0) {
            throw new IllegalArgumentException("level " + level + ", padding " + paddingBytes);
        }
    }

    /** Rock Ridge and Joliet, level 3, deep folders as they are, made and changed at this time. */
    public static IsoOptions of(String volumeId, long epochSeconds) {
        return new IsoOptions(volumeId, Names.NONE, Times.of(epochSeconds), true, true, 3, true, List.of(),
            USUAL_PADDING);
    }

    public IsoOptions withVolumeId(String changed) {
        return new IsoOptions(changed, names, times, rockRidge, joliet, level, deepFolders, order, paddingBytes);
    }

    public IsoOptions withNames(Names changed) {
        return new IsoOptions(volumeId, changed, times, rockRidge, joliet, level, deepFolders, order, paddingBytes);
    }

    /**
     * Texts of the primary volume descriptor (ECMA-119, 8.4); each may be empty.
     *
     * @param system      that may act upon the first 16 sectors, at most 32 characters
     * @param volumeSet   at most 128
     * @param publisher   at most 128
     * @param preparer    at most 128
     * @param application at most 128
     * @param copyright   name of a file in the root folder, at most 37
     * @param summary     the same, of the abstract
     * @param bibliography the same
     */
    public record Names(String system, String volumeSet, String publisher, String preparer, String application,
                        String copyright, String summary, String bibliography) {
        public static final Names NONE = new Names("", "", "", "", "", "", "", "");

        public Names {
            check(system, 32);
            for (String text : List.of(volumeSet, publisher, preparer, application)) {
                check(text, 128);
            }
            for (String text : List.of(copyright, summary, bibliography)) {
                check(text, 37);
            }
        }

        private static void check(String text, int most) {
            if (text.length() > most) {
                throw new IllegalArgumentException("more than " + most + " characters: " + text);
            }
        }
    }

    /** The four times of the primary volume descriptor. */
    public record Times(IsoTime created, IsoTime modified, IsoTime expires, IsoTime effective) {
        public Times {
            Objects.requireNonNull(created);
            Objects.requireNonNull(modified);
            Objects.requireNonNull(expires);
            Objects.requireNonNull(effective);
        }

        public static Times of(long epochSeconds) {
            IsoTime time = IsoTime.at(epochSeconds);
            return new Times(time, time, IsoTime.NONE, time);
        }
    }
}

package org.rootbuild.image;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.raid.MdSuperblock;

/**
 * What a partition, or a disk without any, holds.
 *
 * @param kind      {@code ext4}, {@code swap}, {@code md} …; {@code empty} where all that was looked at is zeros, and
 *                  {@code unknown} where it is not
 * @param uuid      as {@code blkid} writes it
 * @param sizeBytes of the filesystem, which may be smaller than its place
 * @param raid      of a member of an array
 * @param inside    what the data of such a member holds
 * @param fault     why it could not be read as what it seems to be
 */
public record SurveyContents(String kind, Optional<String> label, Optional<String> uuid, OptionalLong sizeBytes,
                             OptionalLong usedBytes, Optional<MdSuperblock> raid, Optional<SurveyContents> inside,
                             Optional<String> fault) {
    public SurveyContents {
        Objects.requireNonNull(kind);
        label = label.filter(text -> !text.isEmpty());
    }

    static SurveyContents of(String kind) {
        return new SurveyContents(kind, Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());
    }

    SurveyContents withLabel(String text) {
        return new SurveyContents(kind, Optional.of(text), uuid, sizeBytes, usedBytes, raid, inside, fault);
    }

    SurveyContents withUuid(String text) {
        return new SurveyContents(kind, label, Optional.of(text), sizeBytes, usedBytes, raid, inside, fault);
    }

    /** Numbers that cannot be are left out: they come from a disk. */
    SurveyContents withSize(long size) {
        return size < 0 ? this : new SurveyContents(kind, label, uuid, OptionalLong.of(size), usedBytes, raid, inside,
            fault);
    }

    SurveyContents withUsed(long used) {
        return used < 0 ? this : new SurveyContents(kind, label, uuid, sizeBytes, OptionalLong.of(used), raid, inside,
            fault);
    }

    SurveyContents withRaid(MdSuperblock member, SurveyContents held) {
        return new SurveyContents(kind, label, uuid, sizeBytes, usedBytes, Optional.of(member),
            Optional.of(held), fault);
    }

    SurveyContents withFault(String sentence) {
        return new SurveyContents(kind, label, uuid, sizeBytes, usedBytes, raid, inside, Optional.of(sentence));
    }
}

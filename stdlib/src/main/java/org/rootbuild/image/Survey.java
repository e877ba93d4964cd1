package org.rootbuild.image;

import java.util.List;
import java.util.Optional;
import org.rootbuild.volume.Range;

/**
 * What is on a disk image.
 *
 * @param table empty where the disk is not partitioned, or its table is beyond reading; {@code notes} tells the latter
 * @param parts in the order of their numbers, an extended partition included
 * @param gaps  what no partition takes
 * @param whole what the disk holds where it is not partitioned
 * @param boots the ways in which it boots, or is meant to; a loader that lacks a piece says so
 * @param notes what is not as it should be: one sentence each, without full stops
 */
public record Survey(long sizeBytes, Optional<Table> table, List<SurveyPart> parts, List<Range> gaps,
                     Optional<SurveyContents> whole, List<SurveyBoot> boots, List<String> notes) {
    public Survey {
        parts = List.copyOf(parts);
        gaps = List.copyOf(gaps);
        boots = List.copyOf(boots);
        notes = List.copyOf(notes);
    }

    /**
     * Its partition table.
     *
     * @param kind   {@code mbr} or {@code gpt}
     * @param id     the disk's own
     * @param hybrid the numbers of a GPT's partitions that stand in the MBR before it too
     */
    public record Table(String kind, String id, int sectorSize, List<Integer> hybrid) {
        public Table {
            hybrid = List.copyOf(hybrid);
        }
    }
}

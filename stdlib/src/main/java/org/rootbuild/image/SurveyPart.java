package org.rootbuild.image;

import java.util.Optional;
import org.rootbuild.partition.Partition;

/**
 * A partition and what it holds.
 *
 * @param sizeBytes as the table says
 * @param partUuid  what Linux calls it
 * @param contents  empty for an extended partition, which holds partitions
 */
public record SurveyPart(Partition partition, long sizeBytes, String partUuid, Optional<SurveyContents> contents) {
}

package org.rootbuild.loader;

import java.util.List;
import org.rootbuild.problem.Failure;

/** The EFI system partition among others. */
final class EfiPartition {
    private EfiPartition() {
    }

    /** @throws Failure when there is none of that name, or firmware could not read it */
    static Target named(String name, List<Target> partitions) throws Failure {
        Target found = Target.named(name, partitions);
        if (!found.isFat()) {
            throw new Failure("the partition '" + name + "' has " + (found.filesystemKind().isEmpty() ? "no filesystem"
                : found.filesystemKind()) + ", and UEFI starts programs from FAT only", "Give it fat32().");
        }
        return found;
    }
}

package org.rootbuild.partition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;

/**
 * Where partitions go, or all the reasons why they cannot.
 *
 * @param problems   empty when there is a table
 * @param solved     the table to write; empty when there are problems
 * @param partitions in the order of the request, as they are in the table; empty when there are problems
 * @param places     of everything that was asked for, in its order, also of what has no entry in the table; in bytes
 * @param diskBytes  as asked, or the least that all of it fits on
 */
public record Layout(List<LayoutProblem> problems, Optional<PartitionTable> solved, List<Partition> partitions,
                     List<Range> places, long diskBytes) {
    public Layout {
        problems = List.copyOf(problems);
        partitions = List.copyOf(partitions);
        places = List.copyOf(places);
    }

    /** @throws Failure with all problems when there are some */
    public PartitionTable table() throws Failure {
        if (solved.isEmpty()) {
            throw new Failure("this layout cannot be: " + problems.stream().map(LayoutProblem::sentence)
                .collect(Collectors.joining("; ")), problems.stream().map(LayoutProblem::remedy).distinct()
                .collect(Collectors.joining("\n")));
        }
        return solved.get();
    }
}

package org.rootbuild.fetch;

import java.util.List;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/** No location brought the file; says what each of them answered. */
public final class FetchFailure extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient List<FetchProblem> problems;

    FetchFailure(Download download, List<FetchProblem> problems) {
        super(message(download, problems), remedy(problems));
        this.problems = List.copyOf(problems);
    }

    /** One problem for each location, in the order in which they were tried. */
    public List<FetchProblem> problems() {
        return problems;
    }

    private static String message(Download download, List<FetchProblem> problems) {
        String where = problems.size() == 1 ? "" : " from any of its " + problems.size() + " locations";
        return problems.stream().map(FetchProblem::sentence)
            .collect(Collectors.joining("; ", "'" + download.name() + "' could not be fetched" + where + ": ", ""));
    }

    private static String remedy(List<FetchProblem> problems) {
        return problems.stream().map(FetchProblem::remedy).distinct().collect(Collectors.joining("\n"));
    }
}

package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.problem.Failure;

/** {@code delete}. */
final class DeleteCommand extends DescribedCommand {
    private static final String ALL = "all";

    DeleteCommand() {
        super(Description.of("delete NUMBER… | all", "Takes breakpoints away.", "'break' lists them with their numbers.",
            "delete 1", "delete all").taking(ArgumentKind.WORD).knowing(ALL));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        if (words.isEmpty()) {
            throw Arguments.wrong(this, "'delete' needs the number of a breakpoint");
        } else if (words.equals(List.of(ALL))) {
            desk.breakpoints().clear();
            return ExitStatus.DONE;
        }
        for (String word : words) {
            if (!desk.breakpoints().delete(Numbers.of(word, 1, Integer.MAX_VALUE, this))) {
                throw new Failure("there is no breakpoint " + word, "'break' lists them.");
            }
        }
        return ExitStatus.DONE;
    }
}

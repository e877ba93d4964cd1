package org.rootbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Finished;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.JobFailed;
import org.rootbuild.sandbox.JobShell;
import org.rootbuild.sandbox.ProgramRunner;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/** Answers the programs of a build instead of running them, and writes down which there were. */
final class Script {
    private static final int KEPT_LINES = 20;
    /** The exit status where there is no such program. */
    private static final int NOT_FOUND = 127;

    private final Answers answers;
    private final List<Call> calls = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Script(Answers answers) {
        this.answers = answers;
    }

    synchronized Calls calls() {
        return new Calls(calls);
    }

    /** What no specification can have meant: it fails, whatever becomes of the build. Asked for once. */
    synchronized List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    synchronized void complain(String sentence) {
        complaints.add(sentence);
    }

    /** The programs of one step, which work on its tree. */
    ProgramRunner of(PassContext step) {
        return new OfStep(step);
    }

    private final class OfStep implements ProgramRunner {
        private final PassContext step;

        OfStep(PassContext step) {
            this.step = step;
        }

        @Override
        public Finished run(Job job, Stage stage, Path scratch, Consumer<String> line) throws Failure {
            List<String> last = new ArrayList<>();
            Consumer<String> kept = text -> {
                last.add(text);
                line.accept(text);
            };
            try {
                int status = answered(job, step.tree(), kept);
                List<String> end = last.subList(Math.max(0, last.size() - KEPT_LINES), last.size());
                if (status != 0) {
                    throw JobFailed.status(job, status, end);
                }
                return new Finished(0, Duration.ZERO, end);
            } catch (Failure told) {
                throw told;
            } catch (IOException trouble) {
                throw new Failure("answering " + job.words().get(0) + " did not work: " + trouble.getMessage(),
                    "See that the disk of the store has space.", trouble);
            }
        }

        private int answered(Job job, EditableTree tree, Consumer<String> line) throws IOException {
            synchronized (Script.this) {
                Call call = new Call(step.place(), job, 0);
                Doing doing = new Doing(call, tree, step.epochSeconds(), line);
                Optional<Answer> answer = answers.find(call);
                if (answer.isEmpty() && isHousekeeping(job.words(), doing)) {
                    return 0;
                } else if (answer.isEmpty()) {
                    calls.add(call.endedWith(NOT_FOUND));
                    throw unexpected(call);
                }
                int status = given(answer.get(), doing);
                calls.add(call.endedWith(status));
                return status;
            }
        }

        @Override
        public void close() {
            // Nothing was started.
        }
    }

    private int given(Answer answer, Doing doing) throws IOException {
        try {
            return answer.give(doing);
        } catch (Failure told) {
            throw told;
        } catch (Exception | AssertionError wrong) {
            // The mistake is one of the specification, and not of the step that would fail with it.
            String what = wrong instanceof AssertionError ? wrong.getMessage() : wrong.toString();
            complain("the answer '" + answer + "' to '" + doing.getCall().getText() + "' failed: " + what);
            throw new Failure("answering " + doing.getCall().getText() + " failed: " + what,
                "Mend the specification.", wrong);
        }
    }

    /**
     * Small programs that rootbuild starts of its own accord, where a step in Java would look at the tree or change it:
     * no recipe says them, so no specification need answer them.
     */
    private static boolean isHousekeeping(List<String> words, Doing doing) throws IOException {
        if (words.size() == 5 && words.equals(JobShell.looksFor(words.get(4)))) {
            doing.prints(doing.exists(words.get(4)) ? "there" : "missing");
            return true;
        } else if (words.size() == 4 && words.subList(0, 3).equals(List.of("mkdir", "-p", "--"))) {
            doing.folder(words.get(3));
            return true;
        } else if (words.size() == 2 && words.get(0).equals("cat")
                && doing.found(words.get(1)).orElse(null) instanceof Entry.PlainFile file) {
            doing.prints(new String(file.content().bytes(), StandardCharsets.UTF_8));
            return true;
        }
        return false;
    }

    private Failure unexpected(Call call) {
        List<String> known = answers.shown();
        complain("the step '" + call.getStep() + "' runs a command that the specification does not answer:\n\n"
            + indented(call.getText().lines().toList()) + "\n\n  in " + call.getFolder()
            + (call.getChroot().isEmpty() ? "" : " of " + call.getChroot()) + "\n"
            + (known.isEmpty() ? "It answers none" : "It answers\n" + indented(known) + "\n") + (known.isEmpty() ? ": " : "")
            + "Say how it is answered: programs { on '…', prints: '…' }, let all others succeed: programs { otherwise()"
            + " }, or run the programs: forReal().");
        return new Failure("no answer for " + call.getText().lines().findFirst().orElse(""),
            "Say how it is answered: programs { on '…', prints: '…' }.");
    }

    private static String indented(List<String> lines) {
        return lines.stream().map(line -> "    " + line).reduce((one, other) -> one + "\n" + other).orElse("");
    }
}

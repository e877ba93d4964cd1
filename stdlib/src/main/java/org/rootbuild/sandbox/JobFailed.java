package org.rootbuild.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.problem.Detail;
import org.rootbuild.problem.Failure;

/** A program of a step ended badly, or had to be ended. Its details say how it was run. */
public final class JobFailed extends Failure {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^-]+");
    private static final int SHOWN_LENGTH = 60;
    private static final int NO_STATUS = -1;
    private static final int NOT_RUNNABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final Map<Integer, String> SIGNALS = Map.of(1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT",
        7, "BUS", 8, "FPE", 9, "KILL", 11, "SEGV", 15, "TERM");

    private final transient Job job;
    private final transient List<String> lastLines;
    private final String end;
    private final int status;

    private JobFailed(Job job, String what, String remedy, String end, int status, List<String> lastLines) {
        super("running " + brief(job) + " " + what, remedy);
        this.job = job;
        this.end = end;
        this.status = status;
        this.lastLines = List.copyOf(lastLines);
    }

    static JobFailed status(Job job, int status, List<String> lastLines) {
        if (status > 128) {
            String signal = "signal " + (status - 128)
                + Optional.ofNullable(SIGNALS.get(status - 128)).map(name -> " (" + name + ")").orElse("");
            return new JobFailed(job, "was ended by " + signal, "See in its last lines what it was doing; a signal that"
                + " nobody sent means a fault of the program or too little memory.", status + ", " + signal, status,
                lastLines);
        }
        boolean unknown = lastLines.stream().anyMatch(line -> line.startsWith("unshare: failed to execute"));
        if (unknown && (status == NOT_FOUND || status == NOT_RUNNABLE)) {
            return new JobFailed(job, "did not begin because the root cannot run '" + job.words().get(0) + "'",
                "Make sure that an earlier pass installs it and that PATH names its folder (PATH is "
                    + job.environment().getOrDefault("PATH", "not set") + "); a program that is there lacks its"
                    + " interpreter or loader.", Integer.toString(status), status, lastLines);
        }
        return new JobFailed(job, "ended with exit status " + status, "Read its last lines, mend the cause and retry.",
            Integer.toString(status), status, lastLines);
    }

    static JobFailed late(Job job, List<String> lastLines) {
        String limit = job.timeLimit().orElseThrow().toMillis() / 1000.0 + " s";
        return new JobFailed(job, "took longer than its time limit of " + limit + " and was ended with all that it"
            + " started", "See in its last lines what it was waiting for; if it was only slow, give it more time.",
            "none: ended by the time limit of " + limit, NO_STATUS, lastLines);
    }

    static JobFailed memory(Job job, int status, List<String> lastLines) {
        String limit = job.memoryBytes().orElseThrow() + " bytes";
        return new JobFailed(job, "needed more than its memory limit of " + limit + ", and the kernel ended a process"
            + " of it", "Give it more memory, or let it run fewer jobs at a time.",
            status + ", and the memory limit of " + limit + " was reached", status, lastLines);
    }

    public Job job() {
        return job;
    }

    /** The exit status (128 + n for signal n); empty if the time limit ended it. */
    public OptionalInt status() {
        return status == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** What it printed last, oldest first. */
    public List<String> lastLines() {
        return lastLines;
    }

    @Override
    public List<Detail> details() {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("command", typed(JobShell.typed(job.words())).lines().toList()));
        details.add(new Detail("exit status", List.of(end)));
        details.add(new Detail("folder", List.of(job.folder()
            + job.chroot().map(root -> " in " + root).orElse(""))));
        details.add(new Detail("environment", job.completeEnvironment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + quoted(variable.getValue())).toList()));
        return details;
    }

    private static String brief(Job job) {
        String typed = typed(JobShell.typed(job.words())).strip();
        String line = typed.lines().findFirst().orElse("");
        boolean whole = line.length() == typed.length() && line.length() <= SHOWN_LENGTH;
        return whole ? line : line.substring(0, Math.min(line.length(), SHOWN_LENGTH)) + " …";
    }

    private static String typed(List<String> words) {
        return words.stream().map(JobFailed::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

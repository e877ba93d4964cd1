package org.rootbuild.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.model.Size;
import org.rootbuild.problem.Detail;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.LimitWords;

/** A program of a step ended badly, or had to be ended. Its details say how it was run. */
public final class JobFailed extends Failure {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^-]+");
    private static final int SHOWN_LENGTH = 60;
    private static final int NO_STATUS = -1;
    private static final int NOT_RUNNABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int PIPE = 13;
    /** What a shell makes of a signal: 128 more. Not every status above that is one; perl and git end with 255. */
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(Map.entry(1, "HUP"), Map.entry(2, "INT"),
        Map.entry(3, "QUIT"), Map.entry(4, "ILL"), Map.entry(5, "TRAP"), Map.entry(6, "ABRT"), Map.entry(7, "BUS"),
        Map.entry(8, "FPE"), Map.entry(9, "KILL"), Map.entry(11, "SEGV"), Map.entry(PIPE, "PIPE"),
        Map.entry(14, "ALRM"), Map.entry(15, "TERM"), Map.entry(24, "XCPU"), Map.entry(25, "XFSZ"),
        Map.entry(31, "SYS"));
    /** What bash and other shells say of a program that is not there. */
    private static final Pattern MISSING = Pattern.compile("([^\\s:]+): (?:command )?not found$");
    /** The C library's words, which every program uses; LC_ALL is POSIX unless the recipe says otherwise. */
    private static final String FULL = "No space left on device";

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

    /** It ended with that exit status (128 + n for signal n), which is not 0. */
    public static JobFailed status(Job job, int status, List<String> lastLines) {
        String name = SIGNALS.get(status - SIGNALLED);
        if (name != null) {
            String signal = "signal " + (status - SIGNALLED) + " (" + name + ")";
            return new JobFailed(job, "was ended by " + signal, status - SIGNALLED == PIPE
                ? "What it wrote to was closed: in a pipe, let what reads go on to the end ('| grep x >/dev/null' does,"
                    + " 'grep -q' and 'head' do not)."
                : "See in its last lines what it was doing; a signal that nobody sent means a fault of the program or"
                    + " too little memory.", status + ", " + signal, status, lastLines);
        }
        boolean unknown = lastLines.stream().anyMatch(line -> line.startsWith("unshare: failed to execute"));
        if (unknown && (status == NOT_FOUND || status == NOT_RUNNABLE)) {
            return new JobFailed(job, "did not begin because the root cannot run '" + job.words().get(0) + "'",
                "Make sure that an earlier pass installs it and that PATH names its folder (PATH is "
                    + job.environment().getOrDefault("PATH", "not set") + "); a program that is there lacks its"
                    + " interpreter or loader.", Integer.toString(status), status, lastLines);
        }
        return new JobFailed(job, "ended with exit status " + status, remedy(job, status, lastLines),
            Integer.toString(status), status, lastLines);
    }

    private static String remedy(Job job, int status, List<String> lastLines) {
        if (lastLines.stream().anyMatch(line -> line.contains(FULL))) {
            return "Make room on the disk of the store ('rootbuild store collect' frees what is not used), then retry.";
        }
        Optional<String> missing = lastLines.stream().map(MISSING::matcher).filter(Matcher::find)
            .map(found -> found.group(1)).reduce((earlier, later) -> later);
        if (status == NOT_FOUND && missing.isPresent()) {
            return "There is no '" + missing.get() + "' in the root (PATH is "
                + job.environment().getOrDefault("PATH", "not set") + "): install it on this machine where the root begins"
                + " with host(), else in an earlier pass; then retry.";
        }
        return "Read its last lines, mend the cause and retry.";
    }

    static JobFailed late(Job job, List<String> lastLines) {
        String limit = LimitWords.of(job.timeLimit().orElseThrow());
        return new JobFailed(job, "took longer than its time limit of " + limit + " and was ended with all that it"
            + " started", "See in its last lines what it was waiting for; if it was only slow, give it more time.",
            "none: ended by the time limit of " + limit, NO_STATUS, lastLines);
    }

    static JobFailed memory(Job job, int status, List<String> lastLines) {
        String limit = new Size(job.memoryBytes().orElseThrow()).toString();
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

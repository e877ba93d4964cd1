package org.rootbuild.testing;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.rootbuild.process.Command;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.JobShell;

/** One program that a step started, or would start, with everything that it is given. */
public final class Call {
    private final String place;
    private final Job job;
    private final int status;

    Call(String place, Job job, int status) {
        this.place = place;
        this.job = job;
        this.status = status;
    }

    /** {@code gcc:1/configure}. */
    public String getStep() {
        return place;
    }

    /** The program and its arguments, as they are started: a script stands behind the words that find a shell. */
    public List<String> getWords() {
        return job.words();
    }

    /** The script, or the words as they would be typed. */
    public String getText() {
        return JobShell.text(job.words()).orElseGet(() -> job.words().stream().map(Command::quoted)
            .collect(Collectors.joining(" ")));
    }

    /** The whole environment. */
    public SortedMap<String, String> getEnvironment() {
        return job.environment();
    }

    /** Where it runs, as the program sees it. */
    public String getFolder() {
        return job.folder();
    }

    /** The folder of the tree that it has for its root; empty for the root itself. */
    public String getChroot() {
        return job.chroot().orElse("");
    }

    public boolean isNetwork() {
        return job.network();
    }

    public int getUmask() {
        return job.umask();
    }

    /** How it was answered; 0 where nobody was asked. */
    public int getStatus() {
        return status;
    }

    Call endedWith(int other) {
        return new Call(place, job, other);
    }

    @Override
    public String toString() {
        return place + ": " + getText() + (status == 0 ? "" : " (exit status " + status + ")");
    }
}

package org.rootbuild.command;

/** What the process says with its exit status. */
public final class ExitStatus {
    public static final int DONE = 0;
    /** A pass failed, or something else that was begun could not be finished. */
    public static final int FAILED = 1;
    /** The recipe or the command line is wrong. */
    public static final int WRONG = 2;
    /** The host lacks a tool, a kernel feature or a permission. */
    public static final int HOST_LACKS = 3;
    public static final int HUNG_UP = 129;
    public static final int INTERRUPTED = 130;
    public static final int TERMINATED = 143;

    private ExitStatus() {
    }
}

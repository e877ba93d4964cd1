package org.rootbuild.problem;

/** The host lacks a tool, a kernel feature or a permission. The command line ends with exit status 3 on it. */
public final class HostLacks extends Failure {
    private static final long serialVersionUID = 1L;

    public HostLacks(String message, String remedy) {
        super(message, remedy);
    }

    public HostLacks(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }
}

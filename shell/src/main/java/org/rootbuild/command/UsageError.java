package org.rootbuild.command;

import org.rootbuild.problem.Failure;

/** The command line is wrong. */
public final class UsageError extends Failure {
    private static final long serialVersionUID = 1L;

    public UsageError(String message, String remedy) {
        super(message, remedy);
    }
}

package org.rootbuild.session;

import org.rootbuild.problem.Failure;

/** Another process works on the recipe. */
public final class Occupied extends Failure {
    private static final long serialVersionUID = 1;

    Occupied(String message, String remedy) {
        super(message, remedy);
    }
}

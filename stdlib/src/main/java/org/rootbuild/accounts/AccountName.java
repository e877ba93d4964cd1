package org.rootbuild.accounts;

import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;

/** What users and groups may be called: as useradd(8) has it, so that no program of the root stumbles over one. */
public final class AccountName {
    private static final int MOST_CHARACTERS = 32;
    private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_-]*\\$?");

    private AccountName() {
    }

    /** @throws Failure when no user or group can be called that */
    public static String checked(String name) throws Failure {
        if (name.length() > MOST_CHARACTERS || !FORM.matcher(name).matches()) {
            throw new Failure("'" + Text.shown(name) + "' cannot be the name of a user or group",
                "Write at most " + MOST_CHARACTERS + " small letters, digits, _ and -, a letter or _ first.");
        }
        return name;
    }
}

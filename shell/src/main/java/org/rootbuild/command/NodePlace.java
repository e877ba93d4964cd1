package org.rootbuild.command;

import java.util.Optional;

/** {@code PASS} or {@code PASS/STEP}, as a person typed it. */
record NodePlace(String node, Optional<String> step) {
    static NodePlace parse(String typed) throws UsageError {
        int slash = typed.indexOf('/');
        String node = slash < 0 ? typed : typed.substring(0, slash);
        Optional<String> step = slash < 0 ? Optional.empty() : Optional.of(typed.substring(slash + 1));
        if (!isName(node) || step.isPresent() && !isName(step.get())) {
            throw new UsageError("'" + typed + "' is neither a pass nor a pass and its step",
                "Write it as in gcc:1 or gcc:1/configure.");
        }
        return new NodePlace(node, step);
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.indexOf('/') < 0 && !name.equals(".") && !name.equals("..")
            && name.indexOf('\0') < 0;
    }
}

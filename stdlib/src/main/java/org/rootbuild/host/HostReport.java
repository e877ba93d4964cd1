package org.rootbuild.host;

import java.util.List;

/** All checks of one host, in the order in which they are best read. */
public record HostReport(List<Check> checks) {
    public HostReport {
        checks = List.copyOf(checks);
    }

    /** The worst state of any check. */
    public Check.State state() {
        if (has(Check.State.LACKS)) {
            return Check.State.LACKS;
        }
        return has(Check.State.WARNS) ? Check.State.WARNS : Check.State.OK;
    }

    private boolean has(Check.State state) {
        return checks.stream().anyMatch(check -> check.state() == state);
    }
}

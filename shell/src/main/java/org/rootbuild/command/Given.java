package org.rootbuild.command;

import java.util.List;
import java.util.Optional;

/** The words behind a command, taken apart. */
interface Given {
    boolean isSet(String option);

    /** The value of an option that may be given once. */
    Optional<String> value(String option);

    /** The values of an option that may be repeated. */
    List<String> values(String option);

    /** The argument at that place, from 0. */
    Optional<String> argument(int place);

    /** The arguments from that place on. */
    List<String> argumentsFrom(int place);

    /** The part of the command, such as {@code usage} of {@code store usage}; empty where there is none. */
    String part();
}

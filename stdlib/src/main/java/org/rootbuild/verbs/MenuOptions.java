package org.rootbuild.verbs;

import java.time.Duration;
import org.rootbuild.verb.Option;

/** What every boot menu can be told. */
@Option(name = MenuFields.TIMEOUT, type = Duration.class, about = "how long the menu waits before it starts the"
    + " default;"
    + " 5.seconds where it is not given, and 0.seconds does not wait")
@Option(name = MenuFields.DEFAULT, type = String.class, about = "title of the entry to start; the first one where it is"
    + " not given")
@Option(name = MenuFields.SERIAL, type = Integer.class, about = "speed of the first serial port, such as 115200,"
    + " to show"
    + " the menu there too")
final class MenuOptions {
    private MenuOptions() {
    }
}

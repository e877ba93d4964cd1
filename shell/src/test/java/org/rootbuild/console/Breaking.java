package org.rootbuild.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Commands;
import org.rootbuild.command.Interactive;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Goal;
import org.rootbuild.desk.Stop;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;
import org.rootbuild.session.Outcome;

/** Somebody at a desk who sets a condition in Java. */
final class Breaking implements Interactive {
    private final List<String> stops = new ArrayList<>();

    int run(Path folder, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Map<String, String> home = Map.of("HOME", folder.toString());
        Screen screen = new Screen(nowhere, new Look(false, true), () -> 80);
        return new Commands(new Caller(InputStream.nullInputStream(), nowhere, screen, false, this, home,
            folder, Clock.systemUTC(), List.of("shell", "r"))).run();
    }

    /** The positions at which the runs stopped, but the end. */
    List<String> stops() {
        return stops;
    }

    @Override
    public int converse(Desk desk, Caller caller) throws IOException {
        desk.breakpoints().when("two are there", at -> at.session().states().values().stream()
            .filter(state -> state.isSettled()).count() >= 1);
        Stop stop = desk.run(new Goal.End());
        while (!(stop.outcome() instanceof Outcome.Finished)) {
            stops.add(desk.session().position().map(at -> at.node() + "/" + at.step()).orElse(""));
            stop = desk.run(new Goal.End());
        }
        return 0;
    }

    @Override
    public boolean knows(String command) {
        return false;
    }

    @Override
    public int carryOut(String line, Desk desk, Caller caller) {
        return 0;
    }
}

package org.rootbuild.console;

import org.rootbuild.desk.Desk;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.plan.Verdict;
import org.rootbuild.progress.Screen;
import org.rootbuild.progress.Scroll;
import org.rootbuild.progress.StatusLine;

/** Shows what the session does as long as the shell is open; nothing where somebody else does. */
final class Watch implements Listener {
    private final Scroll scroll;
    private final StatusLine status;
    private final Following following;
    private final Runnable end;

    Watch(Desk desk, Screen screen, Following following) {
        this.scroll = new Scroll(screen, Scroll.Detail.OUTPUT);
        this.status = new StatusLine(screen);
        this.following = following;
        status.hear(new SessionEvent.Planned(desk.plan().recipe().name(), desk.plan().count(Verdict.RUN),
            desk.plan().count(Verdict.REUSE)));
        this.end = desk.isGuest() ? () -> { } : desk.listen(this);
    }

    @Override
    public void hear(SessionEvent event) {
        if (!(event instanceof SessionEvent.Logged) || following.isOn()) {
            scroll.hear(event);
        }
        status.hear(event);
    }

    /** The session stands. */
    void rest() {
        status.rest();
    }

    void close() {
        end.run();
        status.close();
    }
}

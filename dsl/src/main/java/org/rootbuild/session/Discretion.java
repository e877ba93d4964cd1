package org.rootbuild.session;

import java.util.List;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.problem.Detail;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.Mask;
import org.rootbuild.secret.Secrets;

/**
 * Keeps secrets out of everything that a session says and writes down. What was a secret once stays one to the
 * session's end, also when the parameter has another value then. Safe for use by several threads.
 */
final class Discretion {
    private volatile Mask mask = Mask.nothing();

    synchronized void learn(Secrets secrets) {
        mask = mask.and(secrets.mask());
    }

    boolean hasSecrets() {
        return !mask.isNothing();
    }

    String text(String text) {
        return mask.apply(text);
    }

    private List<String> texts(List<String> texts) {
        return mask.apply(texts);
    }

    private List<Detail> details(List<Detail> details) {
        return details.stream().map(one -> new Detail(one.title(), texts(one.lines()))).toList();
    }

    /** Hears the same without secrets. */
    Listener before(Listener listener) {
        return event -> listener.hear(mask.isNothing() ? event : masked(event));
    }

    private SessionEvent masked(SessionEvent event) {
        if (event instanceof SessionEvent.Progress one) {
            return new SessionEvent.Progress(one.node(), one.step(), text(one.what()), one.doneBytes(),
                one.totalBytes());
        } else if (event instanceof SessionEvent.Noted one) {
            return new SessionEvent.Noted(one.node(), one.step(), text(one.sentence()));
        } else if (event instanceof SessionEvent.Logged one) {
            return new SessionEvent.Logged(one.node(), one.step(), text(one.line()));
        } else if (event instanceof SessionEvent.NodeStarted one) {
            return new SessionEvent.NodeStarted(one.node(), one.kind(), one.root(), texts(one.reasons()), one.steps());
        } else if (event instanceof SessionEvent.NodeEnded one) {
            return new SessionEvent.NodeEnded(one.node(), one.kind(), one.state(), one.millis(), text(one.detail()),
                one.output());
        } else if (event instanceof SessionEvent.NodeFailed one) {
            return new SessionEvent.NodeFailed(one.node(), one.step(), one.location(), text(one.message()),
                text(one.remedy()), details(one.details()), one.log(), texts(one.lastLines()));
        }
        return event;
    }

    StepFailure failure(StepFailure failure) {
        if (mask.isNothing()) {
            return failure;
        }
        String message = text(failure.message());
        String remedy = text(failure.remedy());
        // A stack trace says what the causes said, so only the places of the first one are kept.
        Failure cause = new Failure(message, remedy);
        cause.setStackTrace(failure.cause().getStackTrace());
        return new StepFailure(failure.node(), failure.step(), failure.location(), message, remedy,
            failure.hostLacks(), details(failure.details()), failure.log(), texts(failure.lastLines()), cause);
    }
}

package org.rootbuild.session;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to change a session. Of the lanes that make nodes side by side, one has it; it is given away while a step
 * runs, so nothing of the engine itself ever runs twice at once.
 */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    void take() {
        lock.lock();
    }

    /** As often as it was held before. */
    void take(int held) {
        for (int i = 0; i < held; i++) {
            lock.lock();
        }
    }

    /** Gives it away altogether. Answers how often it was held. */
    int give() {
        int held = lock.getHoldCount();
        for (int i = 0; i < held; i++) {
            lock.unlock();
        }
        return held;
    }

    void giveOnce() {
        lock.unlock();
    }

    /** For the holder: gives it away until another lane says that something changed. */
    void awaitChange() {
        change.awaitUninterruptibly();
    }

    /** For the holder. */
    void changed() {
        change.signalAll();
    }
}

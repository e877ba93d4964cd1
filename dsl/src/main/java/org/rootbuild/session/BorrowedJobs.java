package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A job for a visit: one of its own, or that of the pass in the making, which keeps its job between steps. With a pool
 * of one job a visit would else wait for ever.
 */
record BorrowedJobs(JobSlots slots, Optional<NodeWork> atWork) implements VisitedPass.Jobs {
    @Override
    public Optional<JobPool.Slot> take() throws IOException, InterruptedException {
        if (atWork.isEmpty()) {
            return Optional.of(slots.take());
        }
        atWork.get().takeSlot(slots);
        return Optional.empty();
    }

    @Override
    public Path pipe() throws IOException {
        return slots.pipe();
    }
}

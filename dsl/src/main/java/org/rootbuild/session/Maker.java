package org.rootbuild.session;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/** Makes nodes of one kind. */
interface Maker {
    /** Prepares the node; where an earlier process finished some of its steps, goes on behind them. */
    default NodeWork begin(Plan plan, PlannedNode node) throws IOException {
        return new NodeWork(node, Optional.empty());
    }

    /** Carries the next step out and keeps what it made. */
    Made step(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException;

    /** The node's result is used as it is. */
    Made.Whole reuse(PlannedNode node) throws IOException;
}

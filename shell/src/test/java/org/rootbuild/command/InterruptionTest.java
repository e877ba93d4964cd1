package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    private Interruption interruption(Duration patience) {
        return new Interruption(status -> happened.add("ended with " + status), patience, () -> happened.add("told"));
    }

    private String next() throws InterruptedException {
        return happened.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void aProgramThatSendsOneSignalIsNotKeptWaitingByAStepThatDoesNotStop() throws Exception {
        try (Interruption interruption = interruption(Duration.ofMillis(50))) {
            interruption.heard(ExitStatus.TERMINATED);
            assertEquals("told", next());
            assertEquals("ended with " + ExitStatus.TERMINATED, next());
        }
    }

    @Test
    void aPersonDecides() throws Exception {
        try (Interruption interruption = interruption(Duration.ofMillis(50))) {
            interruption.heard(ExitStatus.INTERRUPTED);
            assertEquals("told", next());
            assertNull(happened.poll(300, TimeUnit.MILLISECONDS));
            interruption.heard(ExitStatus.INTERRUPTED);
            assertEquals("ended with " + ExitStatus.INTERRUPTED, next());
        }
    }

    @Test
    void whenTheStepStopsNothingMoreHappens() throws Exception {
        try (Interruption interruption = interruption(Duration.ofSeconds(1))) {
            interruption.heard(ExitStatus.TERMINATED);
        }
        assertNull(happened.poll(1500, TimeUnit.MILLISECONDS));
    }
}

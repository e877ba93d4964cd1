package org.rootbuild.machine;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether KVM works on this host, tried with a guest.
 *
 * @param whyNot what was found where it does not; empty where it works
 * @param remedy the next step where it does not work
 */
public record Verdict(Optional<String> whyNot, String remedy) {
    /** A guest ran. */
    static final Verdict WORKS = new Verdict(Optional.empty(), "");

    public Verdict {
        Objects.requireNonNull(remedy);
        whyNot.ifPresent(Objects::requireNonNull);
    }

    static Verdict not(String found, String remedy) {
        return new Verdict(Optional.of(found), remedy);
    }

    public boolean kvmWorks() {
        return whyNot.isEmpty();
    }

    /** What {@link Acceleration#AUTO} becomes. */
    public Accelerator best() {
        return kvmWorks() ? Accelerator.KVM : Accelerator.TCG;
    }
}

package org.rootbuild.iso;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What makes an ISO bootable, apart from its files: enough to make another ISO with other files that boots the same
 * way. No place of any image is in it, for those are found again when the ISO is written.
 *
 * @param catalogue   of El Torito; empty when no firmware is to boot it as a CD
 * @param systemArea  what is before the volume descriptors and makes the ISO boot as a disk
 * @param appended    images that lie behind the filesystem, each aligned to 2048 bytes, in their order
 * @param notKept     what the ISO that this was read from had besides, one sentence each ("its Apple partition map is
 *                    lost"); empty for one that is new
 */
public record BootSetup(Optional<BootCatalogue> catalogue, SystemArea systemArea, List<BootImage.Appended> appended,
                        List<String> notKept) {
    /** An ISO that boots nowhere. */
    public static final BootSetup NONE = new BootSetup(Optional.empty(), SystemArea.EMPTY, List.of(), List.of());

    public BootSetup {
        Objects.requireNonNull(catalogue);
        Objects.requireNonNull(systemArea);
        appended = List.copyOf(appended);
        notKept = List.copyOf(notKept);
        Set<Integer> numbers = new HashSet<>();
        for (BootImage.Appended one : appended) {
            if (!numbers.add(one.number())) {
                throw new IllegalArgumentException("two appended images of number " + one.number());
            }
        }
    }

    /** The entries of the catalogue; none when there is no catalogue. */
    public List<BootEntry> entries() {
        return catalogue.map(BootCatalogue::entries).orElse(List.of());
    }
}

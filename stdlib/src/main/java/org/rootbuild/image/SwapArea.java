package org.rootbuild.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.rootbuild.mkfs.SwapMaker;
import org.rootbuild.mkfs.SwapOptions;
import org.rootbuild.volume.Volume;

/** A swap area that is there already. */
final class SwapArea {
    private static final String SIGNATURE = "SWAPSPACE2";
    private static final int UUID_AT = 1024 + 12;
    private static final int LABEL_AT = UUID_AT + 16;
    private static final int LEAST_PAGE_BYTES = 4096;
    private static final int MOST_PAGE_BYTES = 65536;

    private SwapArea() {
    }

    /** What makes one of the same name for another size; empty where there is none, or one without a UUID. */
    static Optional<SwapMaker> maker(Volume volume) throws IOException {
        SurveySignature head = new SurveySignature(volume);
        for (int page = LEAST_PAGE_BYTES; page <= MOST_PAGE_BYTES && page <= volume.sizeBytes(); page *= 2) {
            if (head.has(page - SIGNATURE.length(), SIGNATURE)) {
                UUID uuid = UUID.fromString(head.uuid(UUID_AT));
                boolean isNamed = uuid.getMostSignificantBits() != 0 || uuid.getLeastSignificantBits() != 0;
                return isNamed ? Optional.of(new SwapMaker(new SwapOptions(head.label(LABEL_AT, 16,
                    StandardCharsets.UTF_8), uuid, page))) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}

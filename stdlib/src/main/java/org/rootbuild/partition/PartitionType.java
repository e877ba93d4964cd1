package org.rootbuild.partition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a partition is for.
 *
 * @param name  such as {@code esp} or {@code linux-root-x86-64}; the number itself where it has none
 * @param mbrId one byte, where an MBR can say it
 * @param gptId where a GPT can say it
 */
public record PartitionType(String name, OptionalInt mbrId, Optional<UUID> gptId) {
    private static final Pattern BYTE = Pattern.compile("0[xX][0-9a-fA-F]{1,2}");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public static final PartitionType LINUX = known("linux");
    public static final PartitionType ESP = known("esp");
    public static final PartitionType BIOS_BOOT = known("bios-boot");
    public static final PartitionType RAID = known("raid");
    public static final PartitionType SWAP = known("swap");
    /** The container of logical partitions. */
    public static final PartitionType EXTENDED = known("extended");

    private static PartitionType known(String name) {
        return named(name).orElseThrow();
    }

    /** All names, in the order in which people should see them. */
    public static List<String> names() {
        return KnownTypes.all().stream().map(PartitionType::name).toList();
    }

    public static Optional<PartitionType> named(String name) {
        return KnownTypes.named(name.toLowerCase(Locale.ROOT));
    }

    /** Of an MBR's byte. */
    public static PartitionType mbr(int id) {
        return KnownTypes.ofMbr(id & 0xFF).orElseGet(() -> new PartitionType(String.format("0x%02x", id & 0xFF),
            OptionalInt.of(id & 0xFF), Optional.empty()));
    }

    /** Of a GPT's type field. */
    public static PartitionType gpt(UUID id) {
        return KnownTypes.ofGpt(id).orElseGet(() -> new PartitionType(id.toString(), OptionalInt.empty(),
            Optional.of(id)));
    }

    /** A name, {@code 0x83} or a UUID; empty for anything else, and for the numbers that mean 'not used'. */
    public static Optional<PartitionType> parse(String text) {
        if (BYTE.matcher(text).matches()) {
            return Optional.of(Integer.decode(text)).filter(id -> id != 0).map(PartitionType::mbr);
        } else if (UUID_FORM.matcher(text).matches()) {
            return Optional.of(UUID.fromString(text)).filter(id -> !id.equals(Guid.NONE)).map(PartitionType::gpt);
        }
        return named(text);
    }

    /** Whether it holds logical partitions and nothing else. */
    public boolean isExtended() {
        return mbrId.isPresent() && isExtended(mbrId.getAsInt());
    }

    static boolean isExtended(int mbrId) {
        return mbrId == 0x05 || mbrId == 0x0F || mbrId == 0x85;
    }

    @Override
    public String toString() {
        return name;
    }
}

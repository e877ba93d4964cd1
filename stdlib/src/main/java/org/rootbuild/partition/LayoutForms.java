package org.rootbuild.partition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the texts of a request and finds those that have the wrong form. */
final class LayoutForms {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern SIGNATURE = Pattern.compile("(0x)?[0-9a-fA-F]{8}");

    private final LayoutRequest request;
    private final List<LayoutProblem> problems;

    LayoutForms(LayoutRequest request, List<LayoutProblem> problems) {
        this.request = request;
        this.problems = problems;
    }

    /** The disk's own UUID; an MBR has only its first eight digits. */
    UUID diskId() {
        UUID made = Guid.of("disk " + request);
        if (request.diskId().isEmpty()) {
            return made;
        }
        String text = request.diskId().get();
        if (request.kind() == TableKind.MBR && SIGNATURE.matcher(text).matches()) {
            return new UUID(Long.parseLong(text.substring(text.length() - 8), 16) << 32, 1);
        } else if (request.kind() == TableKind.GPT && UUID_FORM.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        boolean gpt = request.kind() == TableKind.GPT;
        problems.add(new LayoutProblem(LayoutProblem.DISK, "the disk's id '" + text + "' has not the form of "
            + (gpt ? "a UUID" : "an MBR's signature"), gpt
            ? "Write it like 0fc63daf-8483-4772-8e79-3d69d8477de4."
            : "Write eight hexadecimal digits, like 1a2b3c4d."));
        return made;
    }

    void read(List<Wish> all, UUID diskId) {
        List<Wish> wishes = all.stream().filter(wish -> !wish.isOutside()).toList();
        wishes.forEach(this::readTypeAndFlags);
        if (request.kind() == TableKind.GPT) {
            wishes.forEach(this::readName);
        }
        wishes.forEach(wish -> readUuid(wish, diskId));
        Map<UUID, Wish> seen = new HashMap<>();
        for (Wish wish : wishes) {
            Optional<Wish> other = wish.uuid.map(uuid -> seen.putIfAbsent(uuid, wish));
            other.ifPresent(twin -> add(wish, wish.spoken() + " has the same UUID as " + twin.spoken(),
                "Give each a UUID of its own, or none at all: it is then made from the disk's."));
        }
    }

    private void add(Wish wish, String sentence, String remedy) {
        problems.add(new LayoutProblem(wish.index, sentence, remedy));
    }

    private void readTypeAndFlags(Wish wish) {
        String text = wish.request.type().orElse("linux");
        Optional<PartitionType> type = PartitionType.parse(text);
        boolean gpt = request.kind() == TableKind.GPT;
        if (type.isEmpty()) {
            add(wish, wish.spoken() + " is of a type that nobody knows: '" + text + "'",
                "Did you mean '" + nearest(text) + "'? "
                + (gpt ? "A UUID is understood too." : "A number like 0x83 is understood too."));
        } else if (type.get().isExtended() && !gpt) {
            add(wish, wish.spoken() + " is of type '" + text + "', which comes by itself",
                "Make the partitions in it logical ones and leave this one out.");
        } else if (gpt ? type.get().gptId().isEmpty() : type.get().mbrId().isEmpty()) {
            add(wish, wish.spoken() + " is of type '" + text + "', which " + (gpt ? "a GPT" : "an MBR") + " cannot say",
                gpt ? "Name another type, or its UUID." : "Name another type, or its number like 0x83; or take a GPT.");
        } else {
            wish.type = type.get();
        }
        wish.request.flags().forEach(flag -> readFlag(wish, flag));
    }

    private void readFlag(Wish wish, String word) {
        boolean gpt = request.kind() == TableKind.GPT;
        Optional<PartitionFlag> flag = PartitionFlag.named(word);
        if (flag.isEmpty()) {
            String say = PartitionType.named(word).isPresent() ? "'" + word + "' is a type: say so with type."
                : "Flags are: " + String.join(", ", Arrays.stream(PartitionFlag.values())
                    .map(PartitionFlag::word).toList()) + ".";
            add(wish, wish.spoken() + " has a flag that there is not: '" + word + "'", say);
        } else if (gpt == (flag.get() == PartitionFlag.ACTIVE)) {
            add(wish, wish.spoken() + " has the flag '" + word + "', which " + (gpt ? "a GPT" : "an MBR") + " has not",
                gpt ? "What a BIOS boots from a GPT has the flag 'legacy-boot'."
                    : "Only 'active' is a flag of an MBR.");
        } else {
            wish.flags = wish.flags.with(flag.get());
        }
    }

    private static String nearest(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        return PartitionType.names().stream().min(Comparator.comparingInt(name -> distance(low, name))).orElseThrow();
    }

    /** How many letters must be put in, left out or exchanged. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= Math.min(one.length(), 64); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(exchanged, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }

    private void readName(Wish wish) {
        String name = wish.request.name();
        if (name.length() > GptEntry.NAME_UNITS) {
            add(wish, wish.spoken() + " has a name of " + name.length() + " UTF-16 units; " + GptEntry.NAME_UNITS
                + " fit into a GPT", "Shorten it; most letters are one unit, emoji are two.");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            add(wish, wish.spoken() + " has a name with control characters", "Leave them out.");
        }
    }

    private void readUuid(Wish wish, UUID diskId) {
        if (wish.request.uuid().isEmpty()) {
            wish.uuid = Optional.of(Guid.of("partition " + diskId + " " + wish.index + " " + wish.request.name()));
            return;
        }
        String text = wish.request.uuid().get();
        if (request.kind() == TableKind.MBR) {
            add(wish, wish.spoken() + " has a UUID, but an MBR stores none", "Leave it out or take a GPT; Linux knows"
                + " an MBR's partitions by the disk's id and their number.");
        } else if (!UUID_FORM.matcher(text).matches() || UUID.fromString(text).equals(Guid.NONE)) {
            add(wish, wish.spoken() + " has a UUID of a wrong form: '" + text + "'",
                "Write it like 0fc63daf-8483-4772-8e79-3d69d8477de4.");
        } else {
            wish.uuid = Optional.of(UUID.fromString(text));
        }
    }
}

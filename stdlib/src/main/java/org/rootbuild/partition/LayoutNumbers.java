package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.rootbuild.partition.PartitionRequest.Role;

/** Gives each wanted partition its number, and decides which are logical ones. */
final class LayoutNumbers {
    private final LayoutRequest request;
    private final List<LayoutProblem> problems;

    LayoutNumbers(LayoutRequest request, List<LayoutProblem> problems) {
        this.request = request;
        this.problems = problems;
    }

    /** @return the number of the extended partition when there is one */
    OptionalInt number(List<Wish> all) {
        List<Wish> wishes = all.stream().filter(wish -> !wish.isOutside()).toList();
        Map<Integer, Wish> taken = asked(wishes);
        if (request.kind() == TableKind.GPT) {
            fill(wishes, taken, 1);
            return OptionalInt.empty();
        }
        List<Wish> logical = logical(wishes);
        List<Wish> primary = new ArrayList<>(wishes);
        primary.removeAll(logical);
        // The least numbers are for the primary ones before the first logical one, so that numbers rise with places.
        int before = logical.isEmpty() ? 0 : logical.get(0).index;
        fill(primary.stream().filter(wish -> wish.index < before).toList(), taken, 1);
        OptionalInt extended = logical.isEmpty() ? OptionalInt.empty() : OptionalInt.of(free(taken, 1));
        extended.ifPresent(number -> taken.put(number, logical.get(0)));
        fill(primary, taken, 1);
        fill(logical, taken, Partition.FIRST_LOGICAL);
        if (checkPrimary(primary, extended)) {
            checkLogical(logical);
        }
        return extended;
    }

    private Map<Integer, Wish> asked(List<Wish> wishes) {
        Map<Integer, Wish> taken = new HashMap<>();
        int most = request.kind() == TableKind.GPT ? GptHeader.USUAL_ENTRIES
            : Partition.FIRST_LOGICAL + Mbr.MOST_LOGICAL - 1;
        for (Wish wish : wishes) {
            OptionalInt number = wish.request.number();
            if (number.isEmpty()) {
                continue;
            }
            Wish other = taken.putIfAbsent(number.getAsInt(), wish);
            if (number.getAsInt() < 1 || number.getAsInt() > most) {
                add(wish, wish.spoken() + " is to have the number " + number.getAsInt(), "Numbers go from 1 to " + most
                    + ".");
            } else if (other != null) {
                add(wish, wish.spoken() + " is to have the number " + number.getAsInt() + ", which "
                    + other.spoken() + " has", "Give it another one, or none at all.");
            }
            wish.number = Math.max(1, number.getAsInt());
        }
        return taken;
    }

    private void add(Wish wish, String sentence, String remedy) {
        problems.add(new LayoutProblem(wish.index, sentence, remedy));
    }

    private static int free(Map<Integer, Wish> taken, int from) {
        int number = from;
        while (taken.containsKey(number)) {
            number++;
        }
        return number;
    }

    private static void fill(List<Wish> wishes, Map<Integer, Wish> taken, int from) {
        for (Wish wish : wishes) {
            if (wish.number == 0) {
                wish.number = free(taken, from);
                taken.put(wish.number, wish);
            }
        }
    }

    private static boolean mustBeLogical(Wish wish) {
        return wish.request.role() == Role.LOGICAL
            || wish.request.number().orElse(0) >= Partition.FIRST_LOGICAL && wish.request.role() == Role.ANY;
    }

    private static boolean mustBePrimary(Wish wish) {
        int number = wish.request.number().orElse(0);
        return wish.request.role() == Role.PRIMARY || number >= 1 && number < Partition.FIRST_LOGICAL;
    }

    private static List<Wish> logical(List<Wish> wishes) {
        List<Wish> logical = new ArrayList<>(wishes.stream().filter(LayoutNumbers::mustBeLogical).toList());
        long others = wishes.size() - logical.size();
        if (others <= (logical.isEmpty() ? BootSector.SLOTS : BootSector.SLOTS - 1)) {
            return logical;
        }
        long room = BootSector.SLOTS - 1 - wishes.stream().filter(wish -> !mustBeLogical(wish))
            .filter(LayoutNumbers::mustBePrimary).count();
        for (Wish wish : wishes) {
            if (!mustBeLogical(wish) && !mustBePrimary(wish) && room-- <= 0) {
                logical.add(wish);
            }
        }
        logical.sort(Comparator.comparingInt(wish -> wish.index));
        return logical;
    }

    /** @return whether there is an entry for each; what is counted from there on makes sense only then */
    private boolean checkPrimary(List<Wish> primary, OptionalInt extended) {
        long most = BootSector.SLOTS - (extended.isPresent() ? 1 : 0);
        if (primary.size() > most || extended.orElse(1) > BootSector.SLOTS) {
            problems.add(new LayoutProblem(LayoutProblem.DISK, "there are " + primary.size() + " primary partitions"
                + (extended.isPresent() ? " beside the extended one that the logical ones need" : "")
                + ", but an MBR has four entries",
                "Let some of them be logical ones, with logical('…') instead of partition('…'); or take a GPT."));
        }
        for (Wish wish : primary) {
            if (wish.number > BootSector.SLOTS && wish.request.number().isPresent()) {
                add(wish, wish.spoken() + " is a primary one with the number " + wish.number,
                    "Primary partitions have the numbers 1 to 4.");
            }
        }
        return primary.size() <= most && extended.orElse(1) <= BootSector.SLOTS;
    }

    private void checkLogical(List<Wish> logical) {
        Set<Integer> numbers = new HashSet<>();
        logical.forEach(wish -> numbers.add(wish.number));
        for (Wish wish : logical) {
            int number = wish.number;
            if (number < Partition.FIRST_LOGICAL) {
                add(wish, wish.spoken() + " is a logical one with the number " + number,
                    "Logical partitions count from 5.");
            } else if (number > Partition.FIRST_LOGICAL && !numbers.contains(number - 1)) {
                add(wish, wish.spoken() + " is to have the number " + number + ", but there is no logical partition "
                    + (number - 1), "Logical partitions are counted from 5 without a gap.");
            }
        }
    }
}

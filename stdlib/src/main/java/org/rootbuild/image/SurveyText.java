package org.rootbuild.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rootbuild.model.Size;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionFlag;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.Range;

/**
 * A survey for people, one line for each thing.
 * Names come from the disk as they are: whoever prints them cleans them.
 */
public final class SurveyText {
    private static final List<String> HEADS = List.of("no", "first sector", "sectors", "size", "type", "name", "holds");

    private final Survey survey;
    private final List<String> lines = new ArrayList<>();

    private SurveyText(Survey survey) {
        this.survey = survey;
    }

    public static List<String> of(Survey survey) {
        SurveyText text = new SurveyText(survey);
        text.head();
        text.parts();
        text.rest();
        return text.lines;
    }

    private void head() {
        String table = survey.table().map(one -> one.kind() + " " + one.id() + ", sectors of " + one.sectorSize()
            + " bytes" + (one.hybrid().isEmpty() ? "" : ", partitions " + one.hybrid() + " stand in the MBR too"))
            .orElse("no partition table");
        lines.add("disk of " + size(survey.sizeBytes()) + ", " + table);
        survey.whole().ifPresent(whole -> lines.add("holds " + contents(whole)));
    }

    private static String size(long bytes) {
        return new Size(bytes) + " (" + bytes + " bytes)";
    }

    private void parts() {
        if (survey.parts().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADS);
        for (SurveyPart part : survey.parts()) {
            Partition one = part.partition();
            rows.add(List.of(String.valueOf(one.number()), String.valueOf(one.firstSector()),
                String.valueOf(one.sectorCount()), new Size(part.sizeBytes()).toString(), one.type() + flags(one),
                one.name(), part.contents().map(SurveyText::contents).orElse("logical partitions")));
        }
        boolean named = survey.parts().stream().anyMatch(part -> !part.partition().name().isEmpty());
        int[] widths = new int[HEADS.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        rows.forEach(row -> lines.add(line(row, widths, named)));
    }

    private static String line(List<String> row, int[] widths, boolean named) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - row.get(i).length());
            if (i != HEADS.indexOf("name") || named) {
                line.append(' ').append(i < 4 ? gap + row.get(i) : row.get(i) + gap).append(' ');
            }
        }
        return line.toString().stripTrailing();
    }

    private static String flags(Partition one) {
        List<String> words = one.flags().known().stream().sorted().map(PartitionFlag::word).toList();
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }

    /** In one line. */
    static String contents(SurveyContents one) {
        StringBuilder text = new StringBuilder(one.raid().map(SurveyText::member).orElse(one.kind()));
        one.label().ifPresent(label -> text.append(" '").append(label).append('\''));
        one.uuid().ifPresent(uuid -> text.append(' ').append(uuid));
        if (one.raid().isEmpty() && one.usedBytes().isPresent() && one.sizeBytes().isPresent()) {
            text.append(", ").append(new Size(one.usedBytes().getAsLong())).append(" of ")
                .append(new Size(one.sizeBytes().getAsLong())).append(" used");
        }
        one.fault().ifPresent(fault -> text.append(", damaged"));
        one.inside().filter(inside -> !inside.kind().equals("unknown"))
            .ifPresent(inside -> text.append("; in it: ").append(contents(inside)));
        return text.toString();
    }

    private static String member(MdSuperblock member) {
        int missing = member.array().missing().size();
        return String.format(Locale.ROOT, "md %s %s member %d of %d%s", member.array().version().word(),
            member.array().levelWord(), member.slot(), member.array().raidDisks(),
            missing == 0 ? "" : " (" + missing + " missing)");
    }

    private void rest() {
        if (survey.table().isPresent()) {
            int sector = survey.table().get().sectorSize();
            survey.gaps().forEach(gap -> lines.add("  free: " + gap(gap, sector)));
        }
        survey.boots().forEach(boot -> lines.add("  boots (" + boot.firmware() + "): "
            + (boot.partition() == 0 ? "" : "partition " + boot.partition() + ": ") + boot.what()));
        survey.notes().forEach(note -> lines.add("  note: " + note));
        if (survey.boots().isEmpty()) {
            lines.add("  boots: nothing that is known");
        }
    }

    private static String gap(Range gap, int sector) {
        return "sectors " + gap.at() / sector + " to " + (gap.end() / sector - 1) + ", " + new Size(gap.lengthBytes());
    }
}

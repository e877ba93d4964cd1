package org.rootbuild.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.image.Survey;
import org.rootbuild.image.SurveyBoot;
import org.rootbuild.image.SurveyContents;
import org.rootbuild.image.SurveyPart;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionFlag;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.Range;
import tools.jackson.jr.ob.JSON;

/** A survey for programs. {@code docs/formats.md}, "The answer of image inspect --json", gives the form. */
final class SurveyForm {
    /** Grows when a reader of the version before could misunderstand the answer. */
    static final int VERSION = 1;

    private SurveyForm() {
    }

    static String json(Survey survey, Path file, String format) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("v", VERSION);
        form.put("file", file.toString());
        form.put("format", format);
        form.put("sizeBytes", survey.sizeBytes());
        survey.table().ifPresent(table -> form.put("table", table(table)));
        String kind = survey.table().map(Survey.Table::kind).orElse("");
        form.put("partitions", survey.parts().stream().map(part -> part(part, kind)).toList());
        form.put("free", survey.gaps().stream().map(SurveyForm::range).toList());
        survey.whole().ifPresent(whole -> form.put("contents", contents(whole)));
        form.put("boots", survey.boots().stream().map(SurveyForm::boot).toList());
        form.put("notes", survey.notes());
        return JSON.std.asString(form);
    }

    private static Map<String, Object> table(Survey.Table table) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("kind", table.kind());
        form.put("id", table.id());
        form.put("sectorSize", table.sectorSize());
        form.put("hybrid", table.hybrid());
        return form;
    }

    private static Map<String, Object> part(SurveyPart part, String kind) {
        Partition one = part.partition();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("number", one.number());
        form.put("name", one.name());
        form.put("firstSector", one.firstSector());
        form.put("sectors", one.sectorCount());
        form.put("sizeBytes", part.sizeBytes());
        form.put("type", one.type().name());
        form.put("typeId", kind.equals("gpt") ? one.type().gptId().orElseThrow().toString()
            : String.format("0x%02x", one.type().mbrId().orElseThrow()));
        form.put("flags", one.flags().known().stream().sorted().map(PartitionFlag::word).toList());
        form.put("partUuid", part.partUuid());
        part.contents().ifPresent(contents -> form.put("contents", contents(contents)));
        return form;
    }

    private static Map<String, Object> contents(SurveyContents contents) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("kind", contents.kind());
        contents.label().ifPresent(label -> form.put("label", label));
        contents.uuid().ifPresent(uuid -> form.put("uuid", uuid));
        contents.sizeBytes().ifPresent(size -> form.put("sizeBytes", size));
        contents.usedBytes().ifPresent(used -> form.put("usedBytes", used));
        contents.raid().ifPresent(member -> form.put("raid", member(member)));
        contents.inside().ifPresent(inside -> form.put("inside", contents(inside)));
        contents.fault().ifPresent(fault -> form.put("fault", fault));
        return form;
    }

    private static Map<String, Object> member(MdSuperblock member) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("version", member.array().version().word());
        form.put("level", member.array().levelWord());
        form.put("slot", member.slot());
        form.put("raidDisks", member.array().raidDisks());
        form.put("missing", member.array().missing().stream().sorted().toList());
        form.put("events", member.array().events());
        form.put("data", range(member.data()));
        return form;
    }

    private static Map<String, Object> range(Range range) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("at", range.at());
        form.put("bytes", range.lengthBytes());
        return form;
    }

    private static Map<String, Object> boot(SurveyBoot boot) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("firmware", List.of(boot.firmware().split(", ")));
        if (boot.partition() > 0) {
            form.put("partition", boot.partition());
        }
        form.put("what", boot.what());
        return form;
    }
}

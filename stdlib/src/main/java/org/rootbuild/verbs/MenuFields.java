package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.rootbuild.language.Options;
import org.rootbuild.loader.KernelArguments;
import org.rootbuild.loader.Menu;
import org.rootbuild.loader.MenuItem;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

/** A boot menu on its way from a recipe through the model to the loader. */
final class MenuFields {
    static final String TIMEOUT = "timeout";
    static final String DEFAULT = "default";
    static final String SERIAL = "serial";

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
    private static final String ITEMS = "items";
    private static final String TITLE = "title";
    private static final String LINUX = "linux";
    private static final String INITRDS = "initrds";
    private static final String ARGUMENTS = "arguments";
    private static final String RAW = "raw";

    private MenuFields() {
    }

    /** Reads the closure and the options that all menus have; what is wrong is said, and then there may be no menu. */
    static Optional<Menu> read(Options given, Closure<?> body, BiConsumer<String, String> problem) {
        MenuSpec spec = new MenuSpec(problem);
        DiskBlocks.run(body, spec);
        Duration timeout = given.duration(TIMEOUT).orElse(USUAL_TIMEOUT);
        Optional<Long> serial = given.whole(SERIAL);
        if (timeout.isNegative() || timeout.toNanosPart() != 0 || timeout.toSeconds() > Menu.MOST_SECONDS) {
            problem.accept("a boot menu cannot wait " + timeout.toMillis() / 1000.0 + " seconds",
                "Say whole seconds up to " + Menu.MOST_SECONDS + ", such as timeout: 3.seconds.");
            return Optional.empty();
        }
        if (serial.isPresent() && !Menu.SPEEDS.contains(Math.toIntExact(Math.min(serial.get(), Integer.MAX_VALUE)))) {
            problem.accept("a serial port cannot be set to " + serial.get() + " baud", "Say one of " + Menu.SPEEDS
                + ", such as serial: 115200.");
            return Optional.empty();
        }
        return Optional.of(new Menu(spec.items(), (int) timeout.toSeconds(), given.text(DEFAULT),
            serial.map(baud -> OptionalInt.of(baud.intValue())).orElse(OptionalInt.empty())));
    }

    static void report(List<Failure> wrong, BiConsumer<String, String> problem) {
        wrong.forEach(one -> problem.accept(one.getMessage(), one.remedy()));
    }

    static Fields fields(Menu menu) {
        Fields.Builder fields = Fields.builder().whole(TIMEOUT, menu.timeoutSeconds());
        menu.byDefault().ifPresent(title -> fields.text(DEFAULT, title));
        menu.serialBaud().ifPresent(baud -> fields.whole(SERIAL, baud));
        return fields.put(ITEMS, new Value.ListOf(menu.items().stream().map(MenuFields::item).toList())).build();
    }

    private static Value item(MenuItem item) {
        Fields.Builder fields = Fields.builder();
        if (item instanceof MenuItem.Kernel kernel) {
            fields.text(TITLE, kernel.title()).text(LINUX, kernel.linux()).texts(INITRDS, kernel.initrds())
                .texts(ARGUMENTS, kernel.arguments().all());
        } else if (item instanceof MenuItem.Raw raw) {
            fields.text(RAW, raw.text());
        }
        return new Value.Group(fields.build());
    }

    static Menu menu(Fields fields) {
        List<MenuItem> items = new ArrayList<>();
        for (Value one : fields.list(ITEMS)) {
            Fields item = ((Value.Group) one).fields();
            items.add(item.findText(RAW).<MenuItem>map(MenuItem.Raw::new).orElseGet(() -> new MenuItem.Kernel(
                item.text(TITLE), item.text(LINUX), item.texts(INITRDS), new KernelArguments(item.texts(ARGUMENTS)))));
        }
        return new Menu(items, (int) fields.whole(TIMEOUT), fields.findText(DEFAULT),
            fields.findWhole(SERIAL).map(baud -> OptionalInt.of(baud.intValue())).orElse(OptionalInt.empty()));
    }
}

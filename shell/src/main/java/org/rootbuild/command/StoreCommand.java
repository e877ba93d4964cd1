package org.rootbuild.command;

import java.io.IOException;
import java.util.Map;
import org.rootbuild.model.Size;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoreCollector;
import org.rootbuild.store.StoreUsage;
import org.rootbuild.store.StoreVerifier;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild store}. */
final class StoreCommand implements Subcommand {
    private static final String MAX = "--max";
    private static final String DEFAULT_MAX = "20GiB";
    private static final long STATUS_PAUSE_NANOS = 100_000_000L;

    @Override
    public void describe(CommandSpec spec) {
        spec.addSubcommand("usage", part("usage", "Says how much of what the store holds."));
        spec.addSubcommand("collect", part("collect", "Removes leftovers, then what was of use the longest time ago,"
            + " until the rest fits.").addOption(Choice.text(MAX, "SIZE", "How much may stay, such as 5GiB; " + DEFAULT_MAX
            + " where it is not said. 0 empties the store.")));
        spec.addSubcommand("verify", part("verify", "Reads everything through and sets aside what is damaged; it is"
            + " made again by the next run that needs it."));
    }

    private static CommandSpec part(String word, String summary) {
        CommandSpec spec = Model.part(word, summary);
        spec.usageMessage().customSynopsis("rootbuild store " + word + " [OPTIONS]");
        Places.describeStore(spec);
        Choice.stacktrace(spec);
        return spec;
    }

    @Override
    public int leastArguments() {
        return 0;
    }

    @Override
    public int mostArguments() {
        return -1;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException {
        if (given.part().isEmpty()) {
            throw new UsageError("'rootbuild store' needs to know what to do",
                "Type one of: rootbuild store usage, rootbuild store collect, rootbuild store verify.");
        }
        Store store = new Places(given, caller).openStore();
        return switch (given.part()) {
            case "usage" -> usage(store, caller);
            case "collect" -> collect(store, given.value(MAX).orElse(DEFAULT_MAX), caller);
            default -> verify(store, caller);
        };
    }

    private static int usage(Store store, Caller caller) throws IOException {
        StoreUsage usage = StoreUsage.of(store);
        caller.out().println(store.folder() + "  " + new Size(usage.bytes()));
        for (Map.Entry<StoreUsage.Kind, StoreUsage.Amount> amount : usage.amounts().entrySet()) {
            String word = amount.getKey().word();
            caller.out().println("  " + word + " ".repeat(12 - word.length())
                + count(amount.getValue().entries()) + "  " + new Size(amount.getValue().bytes()));
        }
        return ExitStatus.DONE;
    }

    private static int collect(Store store, String max, Caller caller) throws IOException {
        Size cap;
        try {
            cap = Size.parse(max);
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(MAX + ": '" + max + "' is no size", "Write it like 500MiB or 20GiB.");
        }
        String owner = "process " + ProcessHandle.current().pid() + ", '" + caller.commandLine() + "'";
        StoreCollector.Collected collected = new StoreCollector(store, caller.clock()).collect(cap.bytes(), owner);
        caller.out().println("removed " + count(collected.removedEntries()) + ", freed "
            + new Size(collected.freedBytes()) + "; " + new Size(collected.left().bytes()) + " left");
        return ExitStatus.DONE;
    }

    private static int verify(Store store, Caller caller) throws IOException {
        long[] shownNanos = {System.nanoTime()};
        StoreVerifier.Verified verified = new StoreVerifier(store).verify((entries, bytes) -> {
            long now = System.nanoTime();
            if (now - shownNanos[0] > STATUS_PAUSE_NANOS) {
                shownNanos[0] = now;
                caller.screen().status("verified " + count(entries) + ", " + new Size(bytes));
            }
        });
        caller.screen().status("");
        caller.out().println("verified " + count(verified.entries()) + ", " + new Size(verified.bytes()) + ": "
            + (verified.damaged().isEmpty() ? "all in order" : verified.damaged().size() + " damaged, set aside"));
        verified.damaged().forEach(damage -> caller.out().println("  " + damage.entry() + ": " + damage.found()));
        return verified.damaged().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static String count(long entries) {
        return entries == 1 ? "1 entry" : entries + " entries";
    }
}

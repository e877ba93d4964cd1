package org.rootbuild.tree;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Lists folders in another thread before a walk comes to them, since looking at each file takes the host longer than
 * anything that is done with it here. A folder that the thread has not come to is listed by the walk itself. What is
 * held is bounded, and the thread ends by itself when it has nothing to do, so that a walk may be given up anywhere.
 */
final class ListingAhead {
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_FOLDERS = 4096;
    private static final long IDLE_MILLIS = 50;

    private final Function<Entry, List<Entry>> listing;
    /** Of the walking thread alone. */
    private final Map<Entry, Listing> announced = new IdentityHashMap<>();
    private final Queue<Listing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final ThreadPoolExecutor helper;

    ListingAhead(Function<Entry, List<Entry>> listing) {
        this.listing = listing;
        helper = new ThreadPoolExecutor(1, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "lists folders ahead");
            thread.setDaemon(true);
            return thread;
        });
        helper.allowCoreThreadTimeOut(true);
    }

    /** Says that the walk will come to these folders. */
    void announce(List<Entry> folders) {
        for (Entry folder : folders) {
            if (announced.size() == MOST_FOLDERS) {
                return;
            }
            Listing one = new Listing(folder);
            announced.put(folder, one);
            waiting.add(one);
        }
        if (!folders.isEmpty() && helper.getQueue().isEmpty()) {
            helper.execute(() -> {
                while (listsOne()) {
                    continue;
                }
            });
        }
    }

    /** Lists the folder that waited longest, unless there is none or enough was listed. */
    private boolean listsOne() {
        Listing one = held.get() < MOST_ENTRIES ? waiting.poll() : null;
        if (one != null) {
            one.run();
        }
        return one != null;
    }

    /** What a folder holds; throws what listing it throws. */
    List<Entry> of(Entry folder) {
        Listing one = announced.remove(folder);
        return one == null ? listing.apply(folder) : one.taken();
    }

    private final class Listing extends FutureTask<List<Entry>> {
        Listing(Entry folder) {
            super(() -> {
                List<Entry> entries = listing.apply(folder);
                held.addAndGet(entries.size());
                return entries;
            });
        }

        List<Entry> taken() {
            // Does nothing where the other thread has begun; then there is something else to do meanwhile.
            run();
            while (!isDone() && listsOne()) {
                continue;
            }
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        List<Entry> entries = get();
                        held.addAndGet(-entries.size());
                        return entries;
                    } catch (InterruptedException later) {
                        // A folder is listed soon; whoever walks asks whether it was interrupted.
                        interrupted = true;
                    }
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException trouble) {
                    throw trouble;
                }
                throw (Error) failed.getCause();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}

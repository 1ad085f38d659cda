package org.annals.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Some threads that do the same side by side, and fail together.
final class Workers {

    interface Work {
        void run(int number) throws Exception;
    }

    private Workers() {}

    static void run(int workers, Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < workers; number++) {
                int own = number;
                all.add(threads.submit(() -> {
                    work.run(own);
                    return null;
                }));
            }
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

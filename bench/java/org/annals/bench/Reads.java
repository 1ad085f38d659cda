package org.annals.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.annals.bench.Statements.Asked;

/// Pages and counts over HTTP, and in turn their own statements in pgbench.
final class Reads {

    private final Setting setting;
    private final Service service;

    private Reads(Setting setting, Service service) {
        this.setting = setting;
        this.service = service;
    }

    private interface Draw {
        List<byte[]> requests() throws Exception;
    }

    static void pages(Setting setting) throws Exception {
        try (Service service = setting.service();
                Connection connection = setting.database().connect()) {
            Questions questions = Questions.draw(connection, service.port);
            Reads reads = new Reads(setting, service);
            reads.warmUp(questions);
            reads.busy("page", questions::noFilter);
            reads.busy("page of few fields", questions::fewFields);
            reads.busy("page of a country", questions::ofCountry);
            reads.busy("page of a conflict", questions::ofConflict);
            reads.busy("page of an actor", questions::ofActor);
            reads.busy("page of a kind", questions::ofKind);
            reads.busy("page of a tag", questions::ofTag);
            reads.busy("page of a data set", questions::ofDataset);
            reads.busy("page by least toll", questions::ofToll);
            reads.busy("page, combined", questions::combined);
            reads.busy("page in a box", questions::box);
            reads.busy("page with a word", questions::word);
            reads.busy("one event", questions::one);
            reads.totals("first page", questions.firstPage(""), questions.firstPage("&total=none"));
            reads.totals(
                    "first page of a country",
                    questions.firstPageOfCountry(""),
                    questions.firstPageOfCountry("&total=none"));
            setting.figures().put("service", "memory MB, pages", service.peakMemory());
        }
    }

    static void timeline(Setting setting) throws Exception {
        try (Service service = setting.service();
                Connection connection = setting.database().connect()) {
            Questions questions = Questions.draw(connection, service.port);
            Reads reads = new Reads(setting, service);
            reads.warmUp(questions);
            reads.alone("444 months of a country", questions::months);
            reads.alone("365 days of a country", questions::days);
            reads.alone("density of 36 years", questions::density);
            reads.alone("cells of a continent", questions::cells);
            reads.alone("facets", questions::facets);
            reads.alone("density of a country", questions::densityOfCountry);
            reads.alone("facets of a country", questions::facetsOfCountry);
            setting.figures().put("service", "memory MB, timeline", service.peakMemory());
        }
    }

    private void warmUp(Questions questions) throws Exception {
        for (List<byte[]> requests : List.of(
                questions.noFilter(), questions.ofCountry(), questions.one(), questions.months())) {
            new Load(service.port, requests).closed(Settings.CLIENTS, Settings.WARM, 0);
        }
    }

    /// As many as can be answered, and what arrives at a fixed rate.
    private void busy(String question, Draw draw) throws Exception {
        guarded(question, () -> {
            List<byte[]> requests = draw.requests();
            List<Asked> asked = Statements.of(setting.cluster(), setting.database(), service.port, requests);
            Load load = new Load(service.port, requests.subList(0, asked.size()));
            Pgbench sql = sql(question, asked);
            load.closed(Settings.CLIENTS, Settings.RUN.dividedBy(2), 0);
            double[] rates = new double[2];
            double processor = 0;
            long failures = 0;
            List<Latencies> http = new ArrayList<>();
            List<Latencies> raw = new ArrayList<>();
            for (int round = 1; round <= Settings.ROUNDS; round++) {
                Load.Outcome ours = load.closed(Settings.CLIENTS, Settings.RUN, round);
                Pgbench.Outcome theirs = sql.run(Settings.CLIENTS, Settings.RUN);
                rates[0] += ours.rate() / Settings.ROUNDS;
                rates[1] += theirs.rate() / Settings.ROUNDS;
                processor += ours.processor() / ours.latencies().count() * 1e6 / Settings.ROUNDS;
                failures += ours.failures();
                http.add(ours.latencies());
                raw.add(theirs.latencies());
            }
            Load.Outcome arriving = load.open(2 * Settings.CLIENTS, Settings.ARRIVALS, Settings.RUN.multipliedBy(2), 99);
            setting.figures().compare(question, "http", rates[0], "sql", rates[1]);
            latencies(question, "http", Latencies.of(http));
            latencies(question, "sql", Latencies.of(raw));
            latencies(question, "arriving", arriving.latencies());
            setting.figures().put(question, "load us", processor);
            failures += arriving.failures();
            if (failures > 0) setting.figures().put(question, "failures", failures);
        });
    }

    /// One client after the other side's one.
    private void alone(String question, Draw draw) throws Exception {
        guarded(question, () -> {
            List<byte[]> requests = draw.requests();
            List<Asked> asked = Statements.of(setting.cluster(), setting.database(), service.port, requests);
            Load load = new Load(service.port, requests.subList(0, asked.size()));
            Pgbench sql = sql(question, asked);
            load.closed(1, Settings.RUN.dividedBy(2), 0);
            List<Latencies> http = new ArrayList<>();
            List<Latencies> raw = new ArrayList<>();
            for (int round = 1; round <= Settings.ROUNDS; round++) {
                http.add(load.closed(1, Settings.RUN, round).latencies());
                raw.add(sql.run(1, Settings.RUN).latencies());
            }
            latencies(question, "http", Latencies.of(http));
            latencies(question, "sql", Latencies.of(raw));
            setting.figures().put(
                    question, "http/sql", Latencies.of(http).quantile(0.5) / Latencies.of(raw).quantile(0.5));
            double rate = load.closed(Settings.CLIENTS, Settings.RUN, 7).rate();
            setting.figures().put(question, "http.rate", rate);
        });
    }

    private void totals(String question, List<byte[]> counted, List<byte[]> uncounted) throws Exception {
        guarded(question, () -> {
            Load with = new Load(service.port, counted);
            Load without = new Load(service.port, uncounted);
            double[] rates = new double[2];
            for (int round = 0; round <= Settings.ROUNDS; round++) {
                double some = with.closed(Settings.CLIENTS, Settings.RUN, round).rate();
                double other = without.closed(Settings.CLIENTS, Settings.RUN, round).rate();
                if (round == 0) continue;
                rates[0] += some / Settings.ROUNDS;
                rates[1] += other / Settings.ROUNDS;
            }
            setting.figures().compare(question, "total", rates[0], "none", rates[1]);
        });
    }

    private Pgbench sql(String question, List<Asked> asked) throws Exception {
        Path folder = setting.work().resolve("pgbench");
        return new Pgbench(setting.database(), folder, question.replaceAll("[ ,]+", "-"), asked);
    }

    private void latencies(String question, String side, Latencies latencies) throws Exception {
        setting.figures().put(question, side + ".p50", latencies.quantile(0.5));
        setting.figures().put(question, side + ".p99", latencies.quantile(0.99));
    }

    private interface Measurement {
        void run() throws Exception;
    }

    /// A question that fails is said so, and the others are asked all the same.
    private static void guarded(String question, Measurement measurement) throws Exception {
        try {
            measurement.run();
        } catch (java.io.IOException | java.sql.SQLException | RuntimeException e) {
            System.err.println("FAILED: " + question);
            e.printStackTrace();
        }
    }
}

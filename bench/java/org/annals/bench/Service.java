package org.annals.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.annals.bench.Cluster.Database;

/// The packaged service as `./annals` runs it, on a database of the bench.
final class Service implements AutoCloseable {

    static final String TOKEN = "bench-admin-token";

    private final Process process;
    final int port;

    private Service(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Service start(Path work, Database database) throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder("./annals", "serve");
        Map<String, String> environment = builder.environment();
        environment.put("ANNALS_DATABASE", "external");
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("ANNALS_ADMIN_TOKEN", TOKEN);
        environment.put("ANNALS_STARTER_DATA", "false");
        // One client here is many, and is not to be slowed down.
        environment.put("ANNALS_LIMITS_REQUESTS_PER_SECOND", "0");
        Path log = work.resolve("service.log");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        Service service = new Service(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        for (int waited = 0; ; waited++) {
            if (!process.isAlive() || waited > 1200) {
                process.destroy();
                throw new IOException("The service does not start: " + Files.readString(log));
            }
            try (Client client = new Client(port)) {
                if (client.get("/q/health/ready").status() == 200) return service;
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(100);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// The most memory that the process had at once so far, in MB.
    long peakMemory() throws IOException {
        return memory(process.pid(), "VmHWM");
    }

    static long memory(long pid, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /// What is left in use after a full collection, in bytes.
    long liveHeap() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        try (Client client = new Client(port)) {
            List<String> metrics = client.get("/q/metrics").text().lines().toList();
            return (long) metrics.stream()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}

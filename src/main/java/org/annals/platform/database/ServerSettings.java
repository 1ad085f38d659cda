package org.annals.platform.database;

import java.util.LinkedHashMap;
import java.util.Map;

/// The settings of the embedded server, where they differ from PostgreSQL's own defaults, or must
/// not.
final class ServerSettings {
    private ServerSettings() {}

    /// @param others added to ours, or instead of them
    static Map<String, String> with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("fsync", "on");
        all.put("cluster_name", "annals");
        all.put("listen_addresses", "127.0.0.1");
        // A socket in /tmp would be open to try for every user of the machine.
        all.put("unix_socket_directories", "");
        // The pools together, and some for a person with psql.
        all.put("max_connections", "60");
        // A quarter of a small machine's memory; the system's cache does the rest.
        all.put("shared_buffers", "256MB");
        // Pages and exports are many short index scans: compiling them costs more than it saves,
        // and workers would take the cores from other requests.
        all.put("jit", "off");
        all.put("max_parallel_workers_per_gather", "0");
        // Solid-state disks: by the default of 4 an index looks dearer than it is.
        all.put("random_page_cost", "1.1");
        // An import of some hundred megabytes between two checkpoints.
        all.put("max_wal_size", "2GB");
        // A transaction that is left open holds back the change feed and vacuum. An export may
        // rest in one between two fetches for as long as its reader is slow.
        all.put("idle_in_transaction_session_timeout", "5min");
        // A client that is gone without a word, noticed during a long statement.
        all.put("client_connection_check_interval", "10s");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("log_line_prefix", "%m [%p] %u@%d ");
        // Every five minutes, for ever, of no use to whoever looks for a failure.
        all.put("log_checkpoints", "off");
        all.putAll(others);
        return all;
    }
}

// PostGraphile as its guide sets it up, with the plugin that most add for filters, in as many processes as
// there are processors. Settings: PORT, DATABASE_URL.
import cluster from "node:cluster";
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

if (cluster.isPrimary) {
  for (let i = 0; i < availableParallelism(); i++) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill();
    process.exit(0);
  });
} else {
  const server = createServer();
  const served = postgraphile({
    extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
    pgServices: [
      makePgService({
        connectionString: process.env.DATABASE_URL,
        schemas: ["public"],
        poolConfig: { max: 8 },
      }),
    ],
    grafserv: { graphiql: false, watch: false },
    grafast: { explain: false },
  }).createServ(grafserv);
  await served.addTo(server);
  server.listen(Number(process.env.PORT), "127.0.0.1");
}
